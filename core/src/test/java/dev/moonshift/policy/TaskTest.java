package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskTest {
  @Test
  void leadsBackToItsSubject() {
    Object subject = new Object();
    assertThat(new Task(1, "miner", TaskSettings.DEFAULT, subject).subject()).isSameAs(subject);
  }

  @Test
  void asksForSomethingElseOnceItIsSet() {
    Task task = new Task(1, "miner", TaskSettings.DEFAULT, null);
    task.setSettings(task.settings().withWeight(7).withQuantum(50));
    assertThat(task.weight()).isEqualTo(7);
    assertThat(task.quantum()).isEqualTo(50);
  }
}
