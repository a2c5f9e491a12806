package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskSettingsTest {
  private static final TaskSettings SETTINGS = TaskSettings.DEFAULT;

  @Test
  void takesEverythingWithinTheBounds() {
    assertThat(SETTINGS.withWeight(10_000).weight()).isEqualTo(10_000);
    assertThat(SETTINGS.withPriority(31).priority()).isEqualTo(31);
    assertThat(SETTINGS.withQuantum(1_000_000_000).quantum()).isEqualTo(1_000_000_000);
    assertThat(SETTINGS.withGroup("a/b c").group()).isEqualTo("a/b c");
    assertThat(SETTINGS.withReservation(new Reservation(7, 7)).reservation()).hasToString("7/7");
  }

  @Test
  void namesTheRuleThatIsBroken() {
    refuses(() -> SETTINGS.withWeight(0), "weight must be between 1 and 10000, was 0");
    refuses(() -> SETTINGS.withWeight(10_001), "weight must be between 1 and 10000, was 10001");
    refuses(() -> SETTINGS.withPriority(32), "priority must be between 0 and 31, was 32");
    refuses(() -> SETTINGS.withPriority(-1), "priority must be between 0 and 31, was -1");
    refuses(() -> SETTINGS.withQuantum(0), "quantum must be between 1 and 1000000000, was 0");
    refuses(() -> new Reservation(1, 0), "period must be between 1 and 1099511627776, was 0");
    refuses(() -> new Reservation(0, 9), "budget must be between 1 and the period 9, was 0");
    refuses(() -> new Reservation(10, 9), "budget must be between 1 and the period 9, was 10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a", "a/", "a//b"})
  void aGroupHasNoEmptyNames(String group) {
    refuses(
        () -> SETTINGS.withGroup(group),
        "group must be names with single slashes between them, was '" + group + "'");
  }

  private static void refuses(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
