package io.byteor.e2e.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.stream.Stream;

/** The modules by their root packages, and which of the others each may see. */
enum Module {
    SCHEMAS("schemas"),
    STORE("store", SCHEMAS),
    INGEST("ingest", SCHEMAS, STORE),
    VALIDATOR("validator", SCHEMAS),
    RUNNER("runner", SCHEMAS, STORE),
    AUDIT("audit", SCHEMAS),
    BACKENDS("backends"),
    LAUNCHER("launcher", SCHEMAS, BACKENDS),
    CLI("cli", SCHEMAS, LAUNCHER, BACKENDS);

    /** The modules that run as processes of their own and meet on topics only. */
    static final List<Module> SERVICES = List.of(INGEST, VALIDATOR, RUNNER, AUDIT);

    private static final String[] TECHNOLOGY = {
        "kafka", "topology", "http", "postgres", "store", "config", "bucket4j", "jackson", "csv", "duckdb"
    };

    private final String root;
    private final List<Module> sees;

    Module(String name, Module... sees) {
        this.root = "io.byteor." + name;
        this.sees = List.of(sees);
    }

    DescribedPredicate<JavaClass> classes() {
        return resideInAPackage(root + "..").as("classes of %s", root);
    }

    /** What belongs to this project and may be seen from here, and everything that does not belong to it. */
    DescribedPredicate<JavaClass> visible() {
        String[] ours = Stream.concat(Stream.of(this), sees.stream())
                .map(module -> module.root + "..")
                .toArray(String[]::new);
        return resideOutsideOfPackage("io.byteor..")
                .or(resideInAnyPackage(ours))
                .as("in %s or foreign", List.of(ours));
    }

    /** The feature packages: neither the root, which wires, nor a technology's leaf package. */
    DescribedPredicate<JavaClass> domain() {
        String[] technology =
                Stream.of(TECHNOLOGY).map(leaf -> root + ".." + leaf + "..").toArray(String[]::new);
        return classes()
                .and(DescribedPredicate.not(resideInAPackage(root)))
                .and(DescribedPredicate.not(resideInAnyPackage(technology)))
                .as("domain classes of %s", root);
    }
}
