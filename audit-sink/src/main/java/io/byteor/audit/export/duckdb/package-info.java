/** Rows as Parquet, by way of a DuckDB database on disk. */
@NullMarked
package io.byteor.audit.export.duckdb;

import org.jspecify.annotations.NullMarked;
