package io.byteor.ingest.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * What answers all that is refused or fails. {@link BlobResource}
 * describes it, all others name it; the document has it in full with each.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ProblemAnswer implements OASFilter {
    public static final String NAME = "problem";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        List<APIResponses> answers = document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .map(operation -> operation.getResponses())
                .filter(each -> each.getDefaultValue() != null)
                .toList();
        APIResponse described = answers.stream()
                .map(APIResponses::getDefaultValue)
                .filter(answer -> answer.getRef() == null)
                .findFirst()
                .orElseThrow();
        answers.forEach(each -> each.setDefaultValue(described));
    }
}
