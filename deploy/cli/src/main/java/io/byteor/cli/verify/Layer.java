package io.byteor.cli.verify;

import java.util.Locale;

/** As what a bundle is judged. */
enum Layer {
    /** Any BagIt bag. */
    BAG,
    /** An incident bundle, which is a narrower bag. */
    BUNDLE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
