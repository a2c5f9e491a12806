package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * What every policy must do whose tasks move on in virtual time, wherever one stands that wakes.
 */
interface VirtualTimeContract extends SchedulingPolicyContract {
  @Test
  default void turnsFollowWeight() {
    SchedulingPolicy policy = newPolicy();
    Tasks.ofWeights(3, 2, 1).forEach(policy::enqueue);
    assertThat(SchedulingPolicyContract.order(policy, 12)).isEqualTo("abaabc" + "abaabc");
  }

  @Test
  default void aFloodOfNewcomersDelaysNobodyForLong() {
    SchedulingPolicyContract.floodsWithNewcomers(newPolicy());
  }
}
