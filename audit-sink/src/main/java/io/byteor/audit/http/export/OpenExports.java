package io.byteor.audit.http.export;

import io.byteor.audit.export.Export;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.RequestScoped;
import java.util.ArrayList;
import java.util.List;

/** Exports that a request has opened; closed with it, also where it ends before a byte is asked for. */
@RequestScoped
public class OpenExports {
    private final List<Export> open = new ArrayList<>();

    Export hold(Export export) {
        open.add(export);
        return export;
    }

    @PreDestroy
    void close() {
        open.forEach(Export::close);
    }
}
