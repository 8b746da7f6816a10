"""The recovery code on the printed sheet: six groups of five signs that can be read aloud and typed back.

Crockford's base 32 alphabet has no I, L, O or U; what people write instead is understood. 26 signs carry
130 random bits, the last four are a check sum, so that a slip of the pen is told from a wrong sheet.
"""

import hashlib
import os
from collections.abc import Callable

from clinic_app.domain.errors import WrongRecoveryCode

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_RANDOM_SIGNS = 26
_CHECK_SIGNS = 4
_GROUP = 5
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = " -\u2010\u2011\u2012\u2013\u2014\u00a0\t\r\n."


def new_recovery_code(entropy: Callable[[int], bytes] = os.urandom) -> str:
    """A new code of 130 random bits, as printed: `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`."""
    # 32 divides 256: the low five bits of a byte are uniform.
    signs = "".join(ALPHABET[byte & 31] for byte in entropy(_RANDOM_SIGNS))
    whole = signs + _check(signs)
    return "-".join(whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP))


def read_recovery_code(typed: str) -> str:
    """The 26 random signs of a typed code: any case, with or without separators, O for 0 and I or L for 1.

    Raises WrongRecoveryCode(mistyped=True) when it cannot have been printed by this program.
    """
    signs = "".join(sign for sign in typed.upper() if sign not in _SEPARATORS).translate(_MISREAD)
    random, check = signs[:_RANDOM_SIGNS], signs[_RANDOM_SIGNS:]
    if len(signs) != _RANDOM_SIGNS + _CHECK_SIGNS or any(sign not in ALPHABET for sign in signs):
        raise WrongRecoveryCode(mistyped=True)
    if check != _check(random):
        raise WrongRecoveryCode(mistyped=True)
    return random


def _check(signs: str) -> str:
    digest = hashlib.sha256(b"clinic-app recovery code " + signs.encode()).digest()
    return "".join(ALPHABET[byte & 31] for byte in digest[:_CHECK_SIGNS])
