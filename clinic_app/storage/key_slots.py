"""One key slot: the data key, sealed with a passphrase or the recovery code.

Argon2id (RFC 9106) makes a key from the secret, AES-256-GCM seals the data key with it. Whose slot it is, in
which profile, with which role and parameters, is bound into the seal: a slot that was edited, moved to another
profile or given another role does not open.
"""

import base64
import binascii
import json
import os
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

Entropy = Callable[[int], bytes]

_SALT_BYTES = 16
_NONCE_BYTES = 12
_SEALED_BYTES = 32 + 16
# A slot file from elsewhere must not make the laptop spend minutes or gigabytes.
_MOST_MEMORY_KIB = 1 << 20
_MOST_ITERATIONS = 64
_MOST_LANES = 16


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """The cost of one guess. The default takes about 0.15 to 0.2 s on two cores and 64 MiB."""

    memory_kib: int = 64 * 1024
    iterations: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        for value in (self.memory_kib, self.iterations, self.lanes):
            if isinstance(value, bool) or not isinstance(value, int):
                raise ValueError("key derivation parameters are whole numbers")
        if not (
            1 <= self.lanes <= _MOST_LANES
            and 1 <= self.iterations <= _MOST_ITERATIONS
            and 8 * self.lanes <= self.memory_kib <= _MOST_MEMORY_KIB
        ):
            raise ValueError("key derivation parameters out of bounds")


@dataclass(frozen=True, slots=True)
class Slot:
    """A sealed data key with what is needed to open it, apart from the secret."""

    kdf: KdfParameters
    salt: bytes
    nonce: bytes
    sealed: bytes


def seal(
    data_key: bytes,
    secret: str,
    bound: Mapping[str, str],
    kdf: KdfParameters,
    entropy: Entropy = os.urandom,
) -> Slot:
    """Seal `data_key` with `secret`; opening needs the same `bound` facts. Salt and nonce are new each time."""
    salt, nonce = entropy(_SALT_BYTES), entropy(_NONCE_BYTES)
    key = _derive(secret, salt, kdf)
    return Slot(kdf, salt, nonce, AESGCM(key).encrypt(nonce, data_key, _associated(bound, kdf)))


def unseal(slot: Slot, secret: str, bound: Mapping[str, str]) -> bytes | None:
    """The data key, or None when the secret is another, or the slot or the `bound` facts were changed."""
    key = _derive(secret, slot.salt, slot.kdf)
    try:
        return AESGCM(key).decrypt(slot.nonce, slot.sealed, _associated(bound, slot.kdf))
    except InvalidTag:
        return None


def slot_to_json(slot: Slot) -> dict[str, Any]:
    """The stored form of a slot."""
    return {
        "kdf": {
            "name": "argon2id",
            "memory_kib": slot.kdf.memory_kib,
            "iterations": slot.kdf.iterations,
            "lanes": slot.kdf.lanes,
        },
        "salt": base64.b64encode(slot.salt).decode(),
        "nonce": base64.b64encode(slot.nonce).decode(),
        "sealed": base64.b64encode(slot.sealed).decode(),
    }


def slot_from_json(stored: Any) -> Slot:
    """Read what `slot_to_json` wrote. Raises ValueError on anything else."""
    try:
        kdf = stored["kdf"]
        if kdf["name"] != "argon2id":
            raise ValueError("unknown key derivation")
        slot = Slot(
            KdfParameters(kdf["memory_kib"], kdf["iterations"], kdf["lanes"]),
            base64.b64decode(stored["salt"], validate=True),
            base64.b64decode(stored["nonce"], validate=True),
            base64.b64decode(stored["sealed"], validate=True),
        )
    except (KeyError, TypeError, binascii.Error) as error:
        raise ValueError("not a key slot") from error
    if (len(slot.salt), len(slot.nonce), len(slot.sealed)) != (_SALT_BYTES, _NONCE_BYTES, _SEALED_BYTES):
        raise ValueError("not a key slot")
    return slot


def _derive(secret: str, salt: bytes, kdf: KdfParameters) -> bytes:
    # The same letters typed on another keyboard may arrive composed differently.
    letters = unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")
    return Argon2id(
        salt=salt, length=32, iterations=kdf.iterations, lanes=kdf.lanes, memory_cost=kdf.memory_kib
    ).derive(letters)


def _associated(bound: Mapping[str, str], kdf: KdfParameters) -> bytes:
    facts = {"bound": dict(bound), "kdf": [kdf.memory_kib, kdf.iterations, kdf.lanes]}
    return json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()
