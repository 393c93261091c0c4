package io.byteor.e2e.tamper.postgres;

import java.sql.SQLException;
import java.util.Random;

/** A kind of tampering. */
@FunctionalInterface
interface Draw {
    /** One of the kind, on rows that chance picks. */
    Tampering next(TamperedStore store, Random random) throws SQLException;
}
