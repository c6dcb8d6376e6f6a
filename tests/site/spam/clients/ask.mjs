// Asks the endpoint by two programs' own code and prints what they make of the answers.
// usage: node ask.mjs PORT KEY BLOG
import dns from "node:dns";
import { createRequire } from "node:module";
import { Author, Blog, Client, Comment } from "@cedx/akismet";

const [port, key, blog] = process.argv.slice(2);
const { AkismetClient } = createRequire(import.meta.url)("akismet-api");

// akismet-api puts the key before the host's name. Not every system knows that *.localhost is this machine.
const lookup = dns.lookup;
dns.lookup = (host, options, done) =>
  host.endsWith(".localhost") ? lookup("127.0.0.1", options, done) : lookup(host, options, done);

const tried = async (what) => {
  try {
    return await what;
  } catch (problem) {
    return `failed: ${problem.message}`;
  }
};

async function cedx(apiKey) {
  const client = new Client(apiKey, new Blog({ url: blog, charset: "UTF-8", languages: ["en", "fr"] }), {
    baseUrl: `http://127.0.0.1:${port}/`,
  });
  const comment = (name, content) =>
    new Comment({
      author: new Author({ name, ipAddress: "192.0.2.1", userAgent: "Firefox", email: "a@example.org", role: "guest" }),
      content,
      context: ["harbours", "tolls"],
      date: new Date(0),
      permalink: `${blog}post/1`,
      postModified: new Date(0),
      referrer: `${blog}post/`,
      type: "comment",
    });
  return {
    verify: await tried(client.verifyKey()),
    ham: await tried(client.checkComment(comment("Bo", "A good piece, though the third date is wrong."))),
    spam: await tried(client.checkComment(comment("viagra-test-123", "Buy."))),
    submitSpam: (await tried(client.submitSpam(comment("X", "Cheap pills from cedx.")))) ?? "thanked",
    submitHam: (await tried(client.submitHam(comment("Bo", "A good piece from cedx.")))) ?? "thanked",
  };
}

async function akismetApi(apiKey) {
  const client = new AkismetClient({ key: apiKey, blog, host: `localhost:${port}`, protocol: "http", lang: "en" });
  const comment = (name, content) => ({
    ip: "192.0.2.2", useragent: "Firefox", name, content, email: "a@example.org", type: "comment",
    permalink: `${blog}post/1`, date: "2026-01-01T00:00:00Z", honeypot: undefined,
  });
  return {
    verify: await tried(client.verifyKey()),
    ham: await tried(client.checkSpam(comment("Bo", "A good piece, though the third date is wrong."))),
    spam: await tried(client.checkSpam(comment("viagra-test-123", "Buy."))),
    honeypot: await tried(client.checkSpam({ ...comment("Bo", "Hello."), honeypot: "filled in" })),
    submitSpam: (await tried(client.submitSpam(comment("X", "Cheap pills from akismet-api."))))?.text,
    submitHam: (await tried(client.submitHam(comment("Bo", "A good piece from akismet-api."))))?.text,
  };
}

const wrong = "0".repeat(32);
const told = {
  cedx: await cedx(key),
  cedxWrong: await cedx(wrong),
  akismetApi: await akismetApi(key),
  akismetApiWrong: await akismetApi(wrong),
};
console.log(JSON.stringify(told));
