"""Reading rate: the extractor against jieba's part-of-speech tagger on the same bytes, in the same run.

    python -m bench.extraction [--megabytes N] [--corpus FOLDER] [--rounds N] [--single N] [--tagged KILOBYTES]

The texts of a folder are read again and again as separate documents until N megabytes of UTF-8 have been read; what the
process remembers of names (spellings, keys) is forgotten before every document, so the repetition is worth nothing.
Each round reads its share with the extractor, then the first KILOBYTES of the same bytes with ``jieba.posseg.lcut``
(which is slower, so a slice is enough for its rate). Time is the processor's, of one core; the figure is the ratio of
rates, as the median over the rounds. The goals are 1.0 MB/s and a ratio of 4.

Then one text of ``--single`` megabytes is read in a process of its own: its rate and the peak of resident memory, for
which 500 MB is the limit. jieba is no dependency: it is fetched into ``build/bench`` when it is not there.
"""

import argparse
import importlib
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from graph.model import Document
from graph.text import sha256_of
from loaders import cores
from loaders.extract import extract
from loaders.facts import drafts
from loaders.source import read_source

ROOT = Path(__file__).resolve().parent.parent
YARDSTICK = ROOT / "build" / "bench"
MEGABYTE = 1_000_000


def corpus_folder() -> Path:
    """The real documents beside the repository when they are there, else the shipped samples."""
    handed_out = ROOT.parent / "shared" / "corpus"
    return handed_out if handed_out.is_dir() else ROOT / "data" / "samples"


def texts(folder: Path) -> list[Document]:
    """The text documents of a folder, by name."""
    return [read_source(path) for path in sorted(folder.glob("*.txt"))]


def size(document: Document) -> int:
    """Bytes of UTF-8."""
    return len(document.text.encode())


def copies(documents: Sequence[Document], size_limit: float) -> Iterator[Document]:
    """The documents over and over, each under a name of its own, until ``size_limit`` bytes are reached."""
    done = 0
    for number, document in enumerate(cycle(documents)):
        if done >= size_limit:
            return
        done += size(document)
        yield replace(document, name=f"{document.name}-{number}")


def one_text(documents: Sequence[Document], size_limit: float) -> Document:
    """One text of the documents over and over, at least ``size_limit`` bytes long."""
    text = "\n\n".join(document.text for document in copies(documents, size_limit))
    digest = sha256_of(text.encode())
    return Document("single", text, digest, digest, "text")


def forget() -> None:
    """Drop what the process remembers of names it has met."""
    drafts.match_key.cache_clear()
    cores.core.cache_clear()


def read_all(documents: Sequence[Document]) -> float:
    """Processor seconds for reading the documents one after the other."""
    begin = time.process_time()
    for document in documents:
        forget()
        extract(document)
    return time.process_time() - begin


def yardstick() -> Callable[[str], object]:
    """``jieba.posseg.lcut``, fetched into ``build/bench`` when it is not there, its dictionary loaded."""
    if not (YARDSTICK / "jieba").is_dir():
        sys.stderr.write(
            f"The yardstick jieba is missing; it is fetched into {YARDSTICK} now, with its hash checked.\n"
        )
        wanted = ROOT / "bench" / "requirements.txt"
        options = ["--quiet", "--no-deps", "--no-build-isolation", "--require-hashes", "--target", str(YARDSTICK)]
        subprocess.run([sys.executable, "-m", "pip", "install", *options, "-r", str(wanted)], check=True)
    sys.path.append(str(YARDSTICK))
    importlib.import_module("jieba").setLogLevel(60)
    cut: Callable[[str], object] = importlib.import_module("jieba.posseg").lcut
    cut("词典")
    return cut


def rounds(documents: Sequence[Document], megabytes: float, count: int, kilobytes: int) -> list[tuple[float, float]]:
    """The rates (MB/s of one core) of the extractor and of the tagger in each round, the two in turn."""
    cut = yardstick()
    found = []
    for number in range(count):
        share = list(copies(documents, megabytes * MEGABYTE / count))
        ours = sum(map(size, share)) / read_all(share) / MEGABYTE
        told = "".join(document.text for document in share).encode()[: kilobytes * 1000].decode(errors="ignore")
        begin = time.process_time()
        cut(told)
        theirs = len(told.encode()) / (time.process_time() - begin) / MEGABYTE
        found.append((ours, theirs))
        sys.stdout.write(f"round {number + 1}: extractor {ours:.3f} MB/s, tagger {theirs:.3f} MB/s, ")
        sys.stdout.write(f"ratio {ours / theirs:.2f}\n")
    return found


def peak_megabytes() -> float:
    """The peak of resident memory of this process so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) / MEGABYTE


def measure(folder: Path, megabytes: float, *, single: bool) -> dict[str, float]:
    """Rate and peak memory of reading so many megabytes in this process, as one text or as separate documents."""
    documents = texts(folder)
    read_all(documents)
    given = [one_text(documents, megabytes * MEGABYTE)] if single else copies(documents, megabytes * MEGABYTE)
    done, spent = 0, 0.0
    for document in given:
        done += size(document)
        spent += read_all([document])
    return {"megabytes": done / MEGABYTE, "rate": done / spent / MEGABYTE, "peak": peak_megabytes()}


def in_a_process(folder: Path, megabytes: float, kind: str) -> dict[str, float]:
    """:func:`measure` in a new process, so that the peak of memory is its own."""
    command = [sys.executable, "-m", "bench.extraction", "--corpus", str(folder), "--measure", kind]
    command += ["--megabytes", str(megabytes)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description="Rate of the extractor against jieba's part-of-speech tagger.")
    parser.add_argument("--megabytes", type=float, default=5.0)
    parser.add_argument("--corpus", type=Path, default=corpus_folder())
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--single", type=float, default=20.0)
    parser.add_argument("--tagged", type=int, default=70)
    parser.add_argument("--measure", choices=("single", "documents"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        found = measure(given.corpus, given.megabytes, single=given.measure == "single")
        sys.stdout.write(json.dumps(found))
        return
    documents = texts(given.corpus)
    read_all(documents)
    rates = rounds(documents, given.megabytes, given.rounds, given.tagged)
    ratio = statistics.median(ours / theirs for ours, theirs in rates)
    ours = statistics.median(rate for rate, _ in rates)
    apart = in_a_process(given.corpus, given.megabytes, "documents")
    sys.stdout.write(f"extractor {ours:.3f} MB/s of one core, {ratio:.2f} times the tagger (medians); ")
    sys.stdout.write(f"peak memory for {apart['megabytes']:.1f} MB of documents: {apart['peak']:.0f} MB\n")
    if given.single:
        single = in_a_process(given.corpus, given.single, "single")
        sys.stdout.write(f"one text of {single['megabytes']:.1f} MB: {single['rate']:.3f} MB/s, ")
        sys.stdout.write(f"peak memory {single['peak']:.0f} MB\n")


if __name__ == "__main__":
    main()
