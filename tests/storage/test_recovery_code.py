"""The printed code survives being written down, read aloud and typed back; a slip is told from a wrong sheet."""

import hashlib
import os

import pytest

from clinic_app.domain.errors import WrongRecoveryCode
from clinic_app.storage.recovery_code import ALPHABET, new_recovery_code, read_recovery_code


def test_a_code_is_six_groups_of_five_clear_signs() -> None:
    code = new_recovery_code()
    groups = code.split("-")
    assert [len(group) for group in groups] == [5] * 6
    assert not set("".join(groups)) & set("ILOU")


def test_codes_carry_130_random_bits() -> None:
    asked: list[int] = []

    def entropy(count: int) -> bytes:
        asked.append(count)
        return os.urandom(count)

    assert len({read_recovery_code(new_recovery_code(entropy)) for _ in range(200)}) == 200
    assert set(asked) == {26}
    every_byte = [new_recovery_code(lambda count, b=b: bytes([b]) * count)[0] for b in range(256)]
    assert all(every_byte.count(sign) == 8 for sign in ALPHABET)


def test_it_is_read_in_any_case_with_any_separators_and_common_misreadings() -> None:
    code = new_recovery_code(lambda count: bytes([0, 1, *range(2, count)]))
    random = read_recovery_code(code)
    assert code.startswith("01")
    for typed in (
        code.lower(),
        code.replace("-", ""),
        code.replace("-", " – "),
        f"  {code}\n",
        code.replace("0", "O").replace("1", "l"),
        code.replace("0", "o").replace("1", "I"),
    ):
        assert read_recovery_code(typed) == random


def test_every_single_slip_and_every_swap_of_neighbours_is_noticed() -> None:
    code = new_recovery_code(lambda count: hashlib.sha256(b"fixed").digest()[:count]).replace("-", "")
    slips = [
        code[:at] + other + code[at + 1 :] for at in range(30) for other in ALPHABET if other != code[at]
    ]
    slips += [
        code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(29) if code[at] != code[at + 1]
    ]
    for slip in slips:
        with pytest.raises(WrongRecoveryCode) as caught:
            read_recovery_code(slip)
        assert caught.value.params == {"mistyped": True}


@pytest.mark.parametrize(
    "typed", ["", "ABCDE", "-" * 30, "U" * 30, "\0" * 30, "क" * 30, "0" * 10_000, "ß" * 30]
)
def test_anything_else_is_a_slip_too(typed: str) -> None:
    with pytest.raises(WrongRecoveryCode) as caught:
        read_recovery_code(typed)
    assert caught.value.params == {"mistyped": True}
