/** What the export's proof reads past the service: the store's tables, and by DuckDB the file. */
@NullMarked
package io.byteor.e2e.export.postgres;

import org.jspecify.annotations.NullMarked;
