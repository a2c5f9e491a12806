package dev.moonshift.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProgramTest {
  @ParameterizedTest
  @EnumSource
  void aProgramHasASourceAndNoSizeIsSmallerThanTheOneBefore(Program program) {
    assertThat(program.source()).contains("return function(n)");
    assertThat(program.small().n()).isPositive().isLessThan(program.moderate().n());
    assertThat(program.moderate().n()).isLessThan(program.large().n());
  }
}
