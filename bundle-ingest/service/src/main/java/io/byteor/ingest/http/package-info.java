/** The capture API over HTTP, and what operators look at from outside. */
@OpenAPIDefinition(
        info = @Info(title = "ByteOr Replay: capture", version = "1"),
        components =
                @Components(
                        headers =
                                @Header(
                                        name = Answers.DIGEST,
                                        description = "Digest of the whole file, which never changes",
                                        schema = @Schema(type = SchemaType.STRING)),
                        responses =
                                @APIResponse(
                                        name = Answers.PROBLEM,
                                        description = "Refused, or failed",
                                        headers = {
                                            @Header(
                                                    name = "Retry-After",
                                                    description = "Seconds; where the same request can succeed later",
                                                    schema = @Schema(type = SchemaType.INTEGER)),
                                            @Header(
                                                    name = "WWW-Authenticate",
                                                    description = "Bearer; where there is no valid token",
                                                    schema = @Schema(type = SchemaType.STRING)),
                                            @Header(
                                                    name = "RateLimit",
                                                    description = "What is left of the limit that was passed; with 429",
                                                    schema = @Schema(type = SchemaType.STRING)),
                                            @Header(
                                                    name = "RateLimit-Policy",
                                                    description = "That limit; with 429",
                                                    schema = @Schema(type = SchemaType.STRING))
                                        },
                                        content =
                                                @Content(
                                                        mediaType = Problem.MEDIA_TYPE,
                                                        schema = @Schema(implementation = Problem.class),
                                                        examples =
                                                                @ExampleObject(
                                                                        name = "problem",
                                                                        value = Problem.EXAMPLE)))))
@NullMarked
package io.byteor.ingest.http;

import io.byteor.schemas.error.Problem;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.NullMarked;
