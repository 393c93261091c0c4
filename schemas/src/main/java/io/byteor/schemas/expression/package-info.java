/**
 * CEL expressions within limits: compiled once, evaluated over captured records or lines of input. cel-java knows no cost, so
 * size, nodes, depth, nesting and iterations are bounded instead; payloads are parsed at most once and only when read.
 */
@NullMarked
package io.byteor.schemas.expression;

import org.jspecify.annotations.NullMarked;
