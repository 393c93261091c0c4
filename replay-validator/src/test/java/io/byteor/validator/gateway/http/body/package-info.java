/** The bodies of requests as the OpenAPI document describes them, held against the code that reads them. */
@NullMarked
package io.byteor.validator.gateway.http.body;

import org.jspecify.annotations.NullMarked;
