// Show what needs a passkey only where the browser has them, and say it when one does not work.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll(".passkey")) part.hidden = false
}
document.addEventListener("allauth.error", event => {
  const words = document.querySelector(".passkey-trouble")
  if (!words) return
  event.preventDefault()
  words.hidden = false
})
