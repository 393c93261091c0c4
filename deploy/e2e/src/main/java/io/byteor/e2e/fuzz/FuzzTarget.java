package io.byteor.e2e.fuzz;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.Manifest;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.FileSink;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.journal.BlockTable;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** A reader of bytes of unknown origin: it takes them or refuses them, and nothing else may come out. */
enum FuzzTarget {
    ARCHIVE(300, 20_000) {
        @Override
        void read(byte[] input) throws IOException {
            new BundleVerifier(BundleLimits.STANDARD)
                    .examine(new ByteArrayInputStream(input), FileSink.NOWHERE)
                    .orThrow();
        }
    },
    MANIFEST(5_000, 2_000_000) {
        @Override
        void read(byte[] input) {
            Manifest.parse(input, "manifest");
        }
    },
    SEGMENT(1_000, 100_000) {
        @Override
        void read(byte[] input) throws IOException {
            SegmentDifferential.read(input);
        }
    },
    BLOCK_TABLE(5_000, 1_000_000) {
        @Override
        void read(byte[] input) {
            BlockTable.read(input, "table");
        }
    },
    SPEC(2_000, 500_000) {
        @Override
        void read(byte[] input) {
            PipelineSpec.parse(input);
        }
    };

    private final int few;
    private final int many;

    /**
     * How many inputs one trial has.
     *
     * @param few of a small one, a few seconds' work
     * @param many of a full one, some minutes' work
     */
    FuzzTarget(int few, int many) {
        this.few = few;
        this.many = many;
    }

    int few() {
        return few;
    }

    int many() {
        return many;
    }

    /**
     * Reads to the end of the input.
     *
     * @throws ByteorException where it is refused
     */
    abstract void read(byte[] input) throws IOException;
}
