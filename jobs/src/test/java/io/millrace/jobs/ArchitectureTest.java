package io.millrace.jobs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses JOBS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.millrace.jobs");

  @Test
  void sees_the_classes_of_every_job() {
    for (String job :
        new String[] {
          "ingest", "rules", "objectify", "projection", "dispatch", "dataset", "runtime"
        }) {
      assertThat(JOBS.containPackage("io.millrace.jobs." + job)).as(job).isTrue();
    }
  }

  @Test
  void jobs_know_the_runtime_and_not_each_other() {
    slices()
        .matching("io.millrace.jobs.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            DescribedPredicate.alwaysTrue(), resideInAPackage("io.millrace.jobs.runtime.."))
        .check(JOBS);
  }

  @Test
  void runtime_knows_no_job() {
    noClasses()
        .that()
        .resideInAPackage("io.millrace.jobs.runtime..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.millrace.jobs.ingest..",
            "io.millrace.jobs.rules..",
            "io.millrace.jobs.objectify..",
            "io.millrace.jobs.projection..",
            "io.millrace.jobs.dispatch..",
            "io.millrace.jobs.dataset..")
        .check(JOBS);
  }

  @Test
  void jobs_know_nothing_of_service_and_local() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.millrace.service..", "io.millrace.local..", "io.millrace.bench..")
        .check(JOBS);
  }
}
