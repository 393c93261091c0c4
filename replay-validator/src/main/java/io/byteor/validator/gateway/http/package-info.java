/** The gateway over HTTP, below {@code /govern/v1}. */
@OpenAPIDefinition(
        info = @Info(title = "ByteOr Replay: governance", version = "1"),
        components =
                @Components(
                        responses = {
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
                                                schema = @Schema(type = SchemaType.STRING))
                                    },
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(implementation = Problem.class),
                                                    examples =
                                                            @ExampleObject(name = "problem", value = Problem.EXAMPLE))),
                            @APIResponse(
                                    name = Answers.PENDING,
                                    description = "Taken; its outcome has not come by within the time to wait",
                                    headers = {
                                        @Header(
                                                name = "Location",
                                                description = "The place of the outcome",
                                                schema = @Schema(type = SchemaType.STRING)),
                                        @Header(
                                                name = "Retry-After",
                                                description = "Seconds until a look is worth while",
                                                schema = @Schema(type = SchemaType.INTEGER))
                                    },
                                    content =
                                            @Content(
                                                    mediaType = MediaType.APPLICATION_JSON,
                                                    schema = @Schema(implementation = PendingView.class),
                                                    examples =
                                                            @ExampleObject(name = "pending", value = Examples.PENDING)))
                        }))
@NullMarked
package io.byteor.validator.gateway.http;

import io.byteor.schemas.error.Problem;
import io.byteor.validator.gateway.http.outcome.Examples;
import io.byteor.validator.gateway.http.outcome.PendingView;
import jakarta.ws.rs.core.MediaType;
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
