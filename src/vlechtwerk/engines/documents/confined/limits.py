"""Lock up the process that calls it: little memory and time, no files to write, no network, no other program."""

import ctypes
import os
import platform
import resource
import struct
import sys

MEGABYTE = 1024 * 1024

_REACHING_OUT = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system")
_CHANGING = (
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.chown",
    "os.trunc",
)

# Numbers of the calls that reach outside (socket, connect, bind, execve, ptrace, fork and their kin), per architecture.
_ARCHITECTURES = {
    "x86_64": (0xC000003E, (41, 42, 49, 53, 57, 58, 59, 62, 101, 200, 234, 310, 311, 322, 425, 434)),
    "aarch64": (0xC00000B7, (198, 199, 200, 203, 117, 129, 130, 131, 221, 270, 271, 281, 425, 434)),
}
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUALS, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _KILL, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050001


def lock_up(seconds: int, megabytes: int) -> None:
    """Set the limits for the rest of this process's life; call it before the first byte of the file is read.

    The kernel's filter is laid where the architecture is known; the limits and Python's own audit hook always. Raises
    `OSError` when the kernel does not take the filter: nothing is read without it.
    """
    for kind, most in (
        (resource.RLIMIT_AS, megabytes * MEGABYTE),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    _filter_calls()
    sys.addaudithook(_refuse_reaching_out)


def _refuse_reaching_out(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_REACHING_OUT + _CHANGING) or (event == "open" and _writes(arguments)):
        raise PermissionError(f"A reader of documents may not do this: {event}")


def _writes(arguments: tuple[object, ...]) -> bool:
    *_, flags = arguments
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _filter_calls() -> None:
    known = _ARCHITECTURES.get(platform.machine())
    if known is None or not sys.platform.startswith("linux"):
        return
    architecture, numbers = known
    # Offsets in the kernel's seccomp_data: the call's number at 0, the architecture at 4.
    steps = [(_LOAD, 0, 0, 4), (_EQUALS, 1, 0, architecture), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    # Numbers from 2**30 are the x32 calls of x86_64, which would pass by the list.
    # A jump counts from the next step: over every number and over the step that allows, to the one that refuses.
    steps.append((_AT_LEAST, len(numbers) + 1, 0, 0x40000000))
    steps += [(_EQUALS, len(numbers) - place, 0, number) for place, number in enumerate(numbers)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    program = b"".join(struct.pack("HBBI", *step) for step in steps)
    held = ctypes.create_string_buffer(program)
    # struct sock_fprog: a count, padding, and where the steps are.
    described = ctypes.create_string_buffer(struct.pack("HxxxxxxQ", len(steps), ctypes.addressof(held)))
    library = ctypes.CDLL(None, use_errno=True)
    where = ctypes.c_void_p(ctypes.addressof(described))
    for asked in ((_NO_NEW_PRIVILEGES, 1, 0, 0, 0), (_SET_SECCOMP, _FILTER, where, 0, 0)):
        if library.prctl(*asked) != 0:
            raise OSError(ctypes.get_errno(), "The kernel did not take the limits of a reader of documents.")
