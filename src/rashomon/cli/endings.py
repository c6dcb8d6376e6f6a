"""How a run ends: every error becomes a sentence on standard error and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from rashomon.cli.streams import write_error

FINE = 0
PROBLEMS = 1
WRONG_USE = 2
INTERNAL = 70  # EX_SOFTWARE: our fault, neither the file's nor the user's
INTERRUPTED = 130  # 128 + SIGINT, as shells expect
TRACEBACK_VARIABLE = "RASHOMON_TRACEBACK"


def run_and_exit(command: click.Command, arguments: Sequence[str] | None) -> NoReturn:
    """Run `command` and leave the process with the exit code that docs/commands.md promises."""
    from rashomon.cli.streams import prepare_streams

    prepare_streams()
    code = _run(command, arguments)
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        close_quietly()
    except OSError as error:
        close_quietly()  # first: what is left in the buffer would stop the message too
        _say(_sentence_for_os_error(error))
        code = WRONG_USE
    sys.exit(code)


def _run(command: click.Command, arguments: Sequence[str] | None) -> int:
    try:
        result = command.main(
            args=None if arguments is None else list(arguments), prog_name="rashomon", standalone_mode=False
        )
    except click.exceptions.Exit as ending:
        return ending.exit_code
    except (click.Abort, KeyboardInterrupt, EOFError) as error:
        return _interrupted(error)
    except click.ClickException as error:
        return _wrong_use(error)
    except SystemExit as ending:  # click ends so after completing a word
        return ending.code if isinstance(ending.code, int) else FINE
    except Exception as error:
        return _other(error)
    return result if isinstance(result, int) else FINE


def _interrupted(error: BaseException) -> int:
    if isinstance(error, EOFError) or isinstance(error.__cause__ or error.__context__, EOFError):
        _say("The input ended before every question was answered. Nothing was written.")
        return WRONG_USE
    write_error("\nStopped.")
    return INTERRUPTED


def _wrong_use(error: click.ClickException) -> int:
    context = getattr(error, "ctx", None)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return WRONG_USE
    _say(_capitalised(error.format_message()))
    if context is not None:
        write_error(f"Try `{context.command_path} --help`.")
    return error.exit_code


def _other(error: Exception) -> int:
    from rashomon.drafting.failures import BadDecision, DraftingFailure, ReaderFailure, Unfetched
    from rashomon.problems import CaseProblems, RashomonError, UsageError

    if isinstance(error, CaseProblems):
        from rashomon.cli.notices import show_problems

        show_problems(error.problems)
        return PROBLEMS
    if isinstance(error, (UsageError, BadDecision, ReaderFailure, Unfetched)):
        _say(_capitalised(str(error)))
        return WRONG_USE
    if isinstance(error, (RashomonError, DraftingFailure)):
        _say(_capitalised(str(error)))
        return PROBLEMS
    if isinstance(error, OSError):
        _say(_sentence_for_os_error(error))
        return WRONG_USE
    return _internal(error)


def _internal(error: Exception) -> int:
    """Word a mistake of ours; the traceback is shown only to those who ask for it."""
    if os.environ.get(TRACEBACK_VARIABLE):
        import traceback

        traceback.print_exception(error)
    summary = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    _say(f"This is a mistake in Rashomon, not in your file ({summary}).")
    write_error(f"Please report it. `{TRACEBACK_VARIABLE}=1` shows where it happened.")
    return INTERNAL


def _sentence_for_os_error(error: OSError) -> str:
    name = _printable(str(error.filename)) if error.filename is not None else "the output"
    if isinstance(error, FileNotFoundError):
        return f"There is no file {name}."
    if isinstance(error, IsADirectoryError):
        return f"{name} is a folder: name a file in it."
    if isinstance(error, PermissionError):
        return f"There is no permission to open {name}."
    return f"{name}: {error.strerror or error}."


def close_quietly() -> None:
    """Point standard output at nothing, so that Python does not complain again while it shuts down."""
    try:
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        os.close(devnull)
    except (OSError, ValueError, AttributeError):  # no real standard output: nothing to close
        pass


def _say(message: str) -> None:
    write_error(f"Error: {_printable(message)}")


def _printable(text: str) -> str:
    from rashomon.cli.streams import without_controls

    return without_controls(text)


def _capitalised(text: str) -> str:
    """Raise the first letter of a sentence, but not that of a file's name."""
    return text[:1].upper() + text[1:] if text.split(" ", maxsplit=1)[0].isalpha() else text
