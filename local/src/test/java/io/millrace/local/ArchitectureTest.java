package io.millrace.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The arrows of the design. Imports the classes that the modules built rather than depending on
 * them: this module must not have Flink and Spring on one class path.
 */
class ArchitectureTest {
  private static final String FLINK = "org.apache.flink..";

  private static JavaClasses module(String name) {
    return new ClassFileImporter().importPath(Path.of("..", name, "target", "classes"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"schemas", "udfs", "store", "jobs", "service", "bridge", "local"})
  void everyModuleIsSeen(String name) {
    assertThat(module(name))
        .as("classes of %s, built before this test", name)
        .hasSizeGreaterThan(5);
  }

  @Test
  void schemasImportNothingOfOurs() {
    noClasses()
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are ours beyond schemas",
                c ->
                    c.getPackageName().startsWith("io.millrace")
                        && !c.getPackageName().startsWith("io.millrace.schemas")))
        .check(module("schemas"));
  }

  @Test
  void udfsDecideWithoutFlink() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            FLINK,
            "org.apache.kafka..",
            "io.millrace.jobs..",
            "io.millrace.service..",
            "io.millrace.bridge..",
            "io.millrace.local..")
        .check(module("udfs"));
  }

  /** Whoever reads what happened needs no cluster for it, and no decision. */
  @Test
  void theStoreKnowsSchemasAlone() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            FLINK,
            "org.apache.kafka..",
            "org.springframework..",
            "io.millrace.udfs..",
            "io.millrace.jobs..",
            "io.millrace.service..",
            "io.millrace.bridge..",
            "io.millrace.local..")
        .check(module("store"));
  }

  @Test
  void jobsImportUdfsAndSchemasOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.millrace.service..",
            "io.millrace.bridge..",
            "io.millrace.local..",
            "org.springframework..")
        .check(module("jobs"));
  }

  @Test
  void jobsMeetOnlyAtTopics() {
    slices()
        .matching("io.millrace.jobs.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            DescribedPredicate.alwaysTrue(),
            DescribedPredicate.describe(
                "is the runtime", c -> c.getPackageName().startsWith("io.millrace.jobs.runtime")))
        .check(module("jobs"));
  }

  /** It reads the store, for the past of objects (ADR 0031). */
  @Test
  void theServiceNeedsNoFlink() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            FLINK, "io.millrace.jobs..", "io.millrace.bridge..", "io.millrace.local..")
        .check(module("service"));
  }

  @Test
  void theBridgeNeedsNeitherFlinkNorSpring() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            FLINK,
            "org.springframework..",
            "io.millrace.jobs..",
            "io.millrace.service..",
            "io.millrace.local..")
        .check(module("bridge"));
  }

  @Test
  void theStackStartsJobsServiceAndBridgeAsProcessesAndKnowsNoneOfTheirClasses() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            FLINK, "io.millrace.jobs..", "io.millrace.service..", "io.millrace.bridge..")
        .check(module("local"));
  }
}
