package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTest {
  @Test
  void leadsBackToItsSubject() {
    Object subject = new Object();
    assertThat(new Task(1, "miner", 1, subject).subject()).isSameAs(subject);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100, 10_000})
  void takesEveryWeightWithinTheBounds(int weight) {
    Task task = new Task(1, "miner", 1, null);
    task.setWeight(weight);
    assertThat(task.weight()).isEqualTo(weight);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 10_001})
  void refusesOtherWeightsAndKeepsTheOldOne(int weight) {
    Task task = new Task(1, "miner", 7, null);
    assertThatThrownBy(() -> task.setWeight(weight))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weight must be between 1 and 10000, was " + weight + " (process 'miner')");
    assertThat(task.weight()).isEqualTo(7);
    assertThatThrownBy(() -> new Task(1, "miner", weight, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
