package io.byteor.e2e.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Direction of modules and packages. A rule that finds nothing to look at fails, so none can go blind unseen. */
class ArchitectureTest {

    private static final List<Module> SERVICES = Module.SERVICES;

    private static JavaClasses ours;

    @BeforeAll
    static void importOurClasses() {
        ours = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.byteor");
    }

    @ParameterizedTest
    @EnumSource(Module.class)
    void aModuleSeesOnlyTheModulesItIsAllowedTo(Module module) {
        classes()
                .that(module.classes())
                .should()
                .onlyDependOnClassesThat(module.visible())
                .check(ours);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void domainPackagesImportOnlyTheJdkAndSchemas(Module service) {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(
                        "java..", "javax.crypto..", "org.jspecify..", "io.byteor.schemas..")
                .or(service.domain())
                .as("of the JDK, schemas or the same domain");
        classes()
                .that(service.domain())
                .should()
                .onlyDependOnClassesThat(allowed)
                .check(ours);
    }

    @Test
    void onlyKafkaAndTopologyPackagesSeeKafka() {
        onlyIn(List.of("..kafka..", "..topology..", "io.byteor.backends.."), "org.apache.kafka..", "io.apicurio..");
    }

    @Test
    void onlyStoresSeeTheDatabase() {
        onlyIn(
                List.of(
                        "io.byteor.audit..store..",
                        "io.byteor.audit..postgres..",
                        "io.byteor.audit..duckdb..",
                        "io.byteor.backends..",
                        "io.byteor.e2e..postgres.."),
                "java.sql..",
                "javax.sql..",
                "org.postgresql..",
                "jakarta.persistence..",
                "org.hibernate..",
                "io.quarkus.hibernate..",
                "io.agroal..");
    }

    @Test
    void onlyHttpPackagesSeeTheRestFramework() {
        onlyIn(List.of("..http.."), "jakarta.ws.rs..", "org.jboss.resteasy..");
    }

    /** A parameter stands in the OpenAPI document by itself; what is read out of the headers does not. Guards look at every request alike. */
    @Test
    void operationsTakeHeaderFieldsAsParameters() {
        noClasses()
                .that()
                .resideInAPackage("..http..")
                .and()
                .resideOutsideOfPackage("..guard..")
                .should()
                .callMethodWhere(target(owner(assignableTo("jakarta.ws.rs.core.HttpHeaders"))))
                .check(ours);
    }

    @Test
    void featurePackagesHaveNoCycles() {
        slices().matching("io.byteor.(*).(*)..").should().beFreeOfCycles().check(ours);
    }

    @Test
    void domainPackagesTakeTheTimeFromOutside() {
        DescribedPredicate<JavaClass> domain =
                DescribedPredicate.or(SERVICES.stream().map(Module::domain).toList());
        noClasses()
                .that(domain)
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .check(ours);
    }

    @Test
    void nothingKeepsMutableStaticState() {
        fields().that().areStatic().should().beFinal().check(ours);
    }

    @Test
    void namesSayWhatAThingIsAndNotWhereItWasPut() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..impl..", "..helper..", "..helpers..", "..manager..")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .check(ours);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that(not(resideInAnyPackage("io.byteor.schemas.event")).as("are not generated"))
                .should(new BeInANullMarkedPackage())
                .check(ours);
    }

    private static void onlyIn(List<String> homes, String... technology) {
        classes()
                .that()
                .resideInAPackage("io.byteor..")
                .and(dependOn(technology))
                .should()
                .resideInAnyPackage(homes.toArray(String[]::new))
                .check(ours);
    }

    private static DescribedPredicate<JavaClass> dependOn(String... technology) {
        DescribedPredicate<JavaClass> foreign = resideInAnyPackage(technology);
        return DescribedPredicate.describe(
                "depend on " + List.of(technology),
                type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> foreign.test(dependency.getTargetClass())));
    }
}
