"""The shipped models, as actors load them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from service import machine, settings
from service.api.ports import Extractor
from service.domain.extraction import ModelInfo


@dataclass(frozen=True, slots=True)
class Shipped:
    """The service's own pipeline on the models in `folder`, which every node has."""

    folder: Path

    def info(self) -> ModelInfo:
        """Names and versions; the files are compared with their checksums, none is loaded.

        Raises ModelError naming the file that is missing or damaged.
        """
        from service.pipeline import model_info  # noqa: PLC0415

        return model_info(self.folder)

    def load(self) -> Extractor:
        """The pipeline, on one thread, its models run once."""
        settings.use_one_compute_thread()
        machine.return_large_blocks()
        # Imported here: the process that only gives out the work need not have the libraries in its memory.
        from service.pipeline import Pipeline  # noqa: PLC0415

        pipeline = Pipeline.load(self.folder)
        pipeline.warm_up()
        return pipeline
