package dev.moonshift;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the floors that docs/ARCHITECTURE.md draws. */
final class ArchitectureTest {
  private static final String ROOT = "dev.moonshift";

  /** The packages of each floor, the ground first. */
  private static final List<List<String>> FLOORS =
      List.of(
          List.of(ROOT + ".text", ROOT + ".policy", ROOT + ".time", ROOT + ".event"),
          List.of(ROOT + ".bytecode", ROOT + ".recording"),
          List.of(ROOT + ".syntax", ROOT + ".vm"),
          List.of(ROOT + ".library"),
          List.of(ROOT + ".process"),
          List.of(ROOT + ".scheduler"),
          List.of(ROOT));

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void everyPackageStandsOnAFloor() {
    Set<String> packages = CORE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(FLOORS.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(packages);
  }

  @Test
  void aPackageKnowsOnlyTheFloorsBelow() {
    List<String> forbidden = new ArrayList<>();
    for (int floor = FLOORS.size() - 1; floor >= 0; floor--) {
      List<String> sameFloor = FLOORS.get(floor);
      for (String neighbour : sameFloor) {
        List<String> besideOrAbove = new ArrayList<>(forbidden);
        besideOrAbove.addAll(sameFloor);
        besideOrAbove.remove(neighbour);
        if (!besideOrAbove.isEmpty()) {
          noClasses()
              .that()
              .resideInAPackage(neighbour)
              .should()
              .dependOnClassesThat()
              .resideInAnyPackage(besideOrAbove.toArray(String[]::new))
              .check(CORE);
        }
      }
      forbidden.addAll(sameFloor);
    }
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.moonshift.(*)").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void theGroundFloorKnowsJavaAlone() {
    for (String ground : FLOORS.get(0)) {
      classes()
          .that()
          .resideInAPackage(ground)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(ground, "java..", "jdk.jfr", "org.jspecify.annotations")
          .check(CORE);
    }
  }

  /** Its compiler, its libraries and its bridge to Java stay out: a script cannot reach them. */
  @Test
  void theCoreKnowsTheValuesOfLuaJAndNothingElse() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + "..", "java..", "jdk.jfr", "org.luaj.vm2", "org.jspecify.annotations")
        .check(CORE);
  }
}
