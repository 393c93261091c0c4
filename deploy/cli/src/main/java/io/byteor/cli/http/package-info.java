/**
 * Requests to the services' HTTP interfaces and their answers: bearer token, problem documents, idempotency keys, and the two
 * kinds of waiting, for an outcome that a 202 names and for a record that has not arrived yet.
 */
@NullMarked
package io.byteor.cli.http;

import org.jspecify.annotations.NullMarked;
