"""`rashomon completion bash|zsh|fish`: a script that the shell reads."""

from __future__ import annotations

import click

from rashomon.cli.streams import write

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_RASHOMON_COMPLETE"


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the completion script for a shell.

    \b
    bash:  rashomon completion bash >> ~/.bash_completion
    zsh:   rashomon completion zsh > ~/.zfunc/_rashomon   (a folder in fpath)
    fish:  rashomon completion fish > ~/.config/fish/completions/rashomon.fish
    """
    from click.shell_completion import get_completion_class

    from rashomon.cli.application import rashomon

    kind = get_completion_class(shell)
    assert kind is not None  # click knows the three shells
    completion = kind(rashomon, {}, "rashomon", VARIABLE)
    # Not `source()`: for bash that starts a shell to ask for its version.
    write(completion.source_template % completion.source_vars())
