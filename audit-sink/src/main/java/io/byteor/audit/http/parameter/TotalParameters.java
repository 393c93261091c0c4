package io.byteor.audit.http.parameter;

import io.byteor.audit.stats.ActionDimension;
import io.byteor.audit.stats.Bucket;
import io.byteor.audit.stats.ReplayDimension;
import io.byteor.schemas.audit.Wording;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** By what totals are told apart. */
public class TotalParameters {
    @Parameter(description = "Dimensions, with commas between them")
    @QueryParam("by")
    @Nullable
    String by;

    @Parameter(description = "hour, day, week or month, in UTC; without it time is no dimension")
    @QueryParam("bucket")
    @Nullable
    String bucket;

    public List<ReplayDimension> ofReplays() {
        return dimensions(ReplayDimension.values());
    }

    public List<ActionDimension> ofActions() {
        return dimensions(ActionDimension.values());
    }

    public @Nullable Bucket bucket() {
        return bucket == null ? null : Checked.word(Bucket.values(), "bucket", bucket);
    }

    private <D extends Wording> List<D> dimensions(D[] all) {
        return by == null
                ? List.of()
                : Arrays.stream(by.split(",", -1))
                        .map(name -> Checked.word(all, "by", name))
                        .distinct()
                        .toList();
    }
}
