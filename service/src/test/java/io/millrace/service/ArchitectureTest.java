package io.millrace.service;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.millrace.store.ObjectStore;
import io.millrace.store.StoreLocation;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses SERVICE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.millrace.service");

  private static ArchRule noImportOf(String... packages) {
    return noClasses().should().dependOnClassesThat().resideInAnyPackage(packages);
  }

  @Test
  void importsNeitherFlinkNorJobs() {
    noImportOf("org.apache.flink..", "io.millrace.jobs..").check(SERVICE);
  }

  @Test
  void theRuleRefusesWhatIsImported() {
    ArchRule rule = noImportOf("io.millrace.udfs..");
    assertThatThrownBy(() -> rule.check(SERVICE)).isInstanceOf(AssertionError.class);
  }

  /**
   * Searches are answered by the index: reading the store is for the past of single objects. Data
   * sets put files into buckets, and know nothing of events.
   */
  @Test
  void theStoreIsReadByOnePackage() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..service.history..", "..service.dataset..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.millrace.store..", "software.amazon.awssdk..")
        .check(SERVICE);
    noClasses()
        .that()
        .resideInAPackage("..service.dataset..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.millrace.store..", "software.amazon.awssdk..")
                .and(not(belongToAnyOf(ObjectStore.class, StoreLocation.class))))
        .check(SERVICE);
  }

  @Test
  void featuresDoNotImportEachOther() {
    noClasses()
        .that()
        .resideInAPackage("..service.object..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "..service.alert..",
            "..service.definition..",
            "..service.edit..",
            "..service.history..")
        .check(SERVICE);
    slices()
        .matching("io.millrace.service.(search|problem|web|health)..")
        .should()
        .beFreeOfCycles()
        .check(SERVICE);
  }
}
