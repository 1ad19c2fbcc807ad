"""Takes out of a text what names an account or somebody in it: account ids, key ids, names of buckets, users and sessions, addresses.

It takes too much rather than too little. What is known (the account, the buckets) is taken out however it is written; of what is not
known, what has the form of such a thing.
"""

from __future__ import annotations

import base64
import html
import json
import re
from urllib.parse import unquote

# In this order: what comes first would be cut by what comes later.
FORMS = [
    (re.compile(r"(?<![A-Za-z0-9])(?:A[A-Z]{2}[A-Z])[A-Z0-9]{12,124}(?![a-z0-9])(?::[^\s\"',}\]]+)?"), "<key>"),
    (re.compile(r"(arn:aws[a-z-]*:s3:::)[^\s\"'/*,<>]+"), r"\1<bucket>"),
    (re.compile(r"(s3[an]?://)[^\s\"'/*,<>]+"), r"\1<bucket>"),
    (re.compile(r"[a-z0-9][a-z0-9.-]+(\.s3[a-z0-9.-]*\.amazonaws\.com)"), r"<bucket>\1"),
    (re.compile(r"(//s3[a-z0-9.-]*\.amazonaws\.com(?:\.cn)?/)[^\s\"'/<>]+"), r"\1<bucket>"),
    (re.compile(r"(\"?[A-Za-z0-9]*Bucket(?:Name)?\"?\s*[:=]\s*\"?)(?!<)[a-z0-9][a-z0-9.-]{2,62}"), r"\1<bucket>"),
    (re.compile(r"(?i)((?:secret|token)[a-z_-]*\"?\s*[:=]\s*\"?)(?!<)[^\s\"',]+"), r"\1<opaque>"),
    (re.compile(r"aws-sam-cli-[a-z0-9-]+"), "<bucket>"),
    (re.compile(r"(assumed-role/)[^\s\"',]+"), r"\1<session>"),
    (re.compile(r"(:role/)[^\s\"',]+"), r"\1<role>"),
    (re.compile(r"(:user/)[^\s\"',]+"), r"\1<user>"),
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "<address>"),
    (re.compile(r"(?<![A-Za-z0-9-])(?:o|ou|r)-[a-z0-9]{4,32}(?:-[a-z0-9]{8,32})?(?![a-z0-9-])(?=.*)"), "<organization>"),
    (re.compile(r"\b(?:mrk-[0-9a-f]{32}|[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12})\b"), "<uuid>"),
    (re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])"), "<address>"),
    (re.compile(r"(?<![0-9A-Za-z:])(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F:]{1,9}"), "<address>"),
    (re.compile(r"[a-z0-9]{16,}(\.lambda-url\.)"), r"<url>\1"),
    (re.compile(r"(?<!\d)\d{4}([- ])\d{4}\1\d{4}(?!\d)"), "<account>"),
    (re.compile(r"(?<!\d)\d{1,3}([,._' ])\d{3}\1\d{3}\1\d{3}(?!\d)"), "<account>"),
    (re.compile(r"(?<!\d)\d(?:\.\d{5,11})?[eE]\+?1[01](?!\d)"), "<account>"),
    # A time in milliseconds has 13 digits.
    (re.compile(r"(?<!\d)\d{12}(?!\d)"), "<account>"),
]
OPAQUE = re.compile(r"[A-Za-z0-9+/=_-]{40,}")
WORD = re.compile(r"[^\s\"'<>]+")
ACCOUNT = re.compile(r"\d{12}")


class Scrubber:
    """`known` are texts that are taken out wherever they are; those of twelve digits are account ids."""

    def __init__(self, known=()):
        self.words = []
        for text in sorted({each for each in known if len(each) >= 4}, key=len, reverse=True):
            name = "<account>" if ACCOUNT.fullmatch(text) else "<name>"
            self.words += [(spelling, name) for spelling in spellings(text)]
        self.words.sort(key=lambda word: len(word[0]), reverse=True)

    def scrub(self, text: str) -> str:
        text = self._plain(WORD.sub(lambda word: self._packed(word[0]), text))
        return OPAQUE.sub(lambda found: "<opaque>" if is_opaque(found[0]) else found[0], text)

    def _packed(self, word):
        """The word, or what it says unpacked, if that is to be scrubbed."""
        for unpacked in unpackings(word):
            if unpacked != word and self._plain(unpacked) != unpacked:
                return "<opaque>"
        return word

    def _plain(self, text):
        for word, name in self.words:
            text = re.sub(re.escape(word), name, text, flags=re.IGNORECASE)
        for form, name in FORMS:
            text = form.sub(name, text)
        return text


def spellings(text):
    """How a known text may be written."""
    found = {text, text[::-1]} | {core(text, offset) for offset in range(3)} | {text.encode().hex()}
    if ACCOUNT.fullmatch(text):
        number = int(text)
        parts = [text[0:4], text[4:8], text[8:12]]
        found |= {separator.join(parts) for separator in "- ._/"}
        found |= {str(number), hex(number)[2:], f"{number:,}", f"{number:_}", f"{number:,}".replace(",", "."), f"{number:e}", repr(float(number))}
    return {spelling for spelling in found if len(spelling) >= 4}


def core(text, offset):
    """What stands in every text in base 64 that holds this one so many bytes behind a border."""
    packed = base64.b64encode(b"\0" * offset + text.encode()).decode().rstrip("=")
    return packed[(offset * 8 + 5) // 6 : len(packed) - 1]


def unpackings(word):
    yield unquote(word)
    yield unquote(unquote(word))
    yield html.unescape(word)
    try:
        yield json.loads('"' + word.replace("\\\\", "\\").replace('"', "") + '"')
    except ValueError:
        pass
    for run in re.findall(r"[A-Za-z0-9+/_-]{16,}", word):
        for start in range(4):
            part = run[start:].replace("-", "+").replace("_", "/")
            unpacked = base64.b64decode(part[: len(part) // 4 * 4])
            if unpacked.isascii() and unpacked.decode().isprintable():
                yield unpacked.decode()


def is_opaque(run):
    """Letters of both cases and digits without an end: a token, a hash. Not the name of a state or a resource."""
    return all(re.search(form, run) for form in ("[a-z]", "[A-Z]", "[0-9]")) and not re.search("[a-z]{5}", run)
