package dev.moonshift.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GroupsTest implements SchedulingPolicyContract {
  private static final TaskSettings SETTINGS = TaskSettings.DEFAULT.withQuantum(QUANTUM);

  private final Groups policy = newPolicy();

  @Override
  public Groups newPolicy() {
    return new Groups();
  }

  private static Task task(int id, String group) {
    Task task = Tasks.task(id, 1);
    task.setAsks(task.asks().withGroup(group));
    return task;
  }

  /** Gives turns; what each group got. */
  private static Map<String, Long> shares(SchedulingPolicy policy, int turns) {
    Map<String, Long> shares = new HashMap<>();
    for (int turn = 0; turn < turns; turn++) {
      shares.merge(SchedulingPolicyContract.turn(policy, true).asks().group(), QUANTUM, Long::sum);
    }
    return shares;
  }

  @Test
  void theShareOfAGroupDoesNotDependOnHowManyMembersItHas() {
    policy.define("few", SETTINGS.withWeight(2), new StartTimeFair());
    policy.define("many", SETTINGS, new RoundRobin());
    policy.enqueue(task(0, "few"));
    for (int id = 1; id < 100; id++) {
      policy.enqueue(task(id, "many"));
    }
    Map<String, Long> shares = shares(policy, 3_000);
    assertThat(shares.get("few")).isBetween(1_998_000L, 2_002_000L);
    assertThat(shares.get("many")).isBetween(998_000L, 1_002_000L);
  }

  /** Groups of one member and of many, of random weights, while members come, go and move. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.moonshift.policy.SchedulingPolicyContract#seeds")
  void groupsKeepToTheirSharesWhateverTheirMembersAre(long seed) {
    Random random = new Random(seed);
    Groups groups = new Groups(random.nextBoolean() ? StartTimeFair::new : Stride::new);
    for (String path : List.of("x", "y")) {
      groups.define(path, SETTINGS.withWeight(1 + random.nextInt(50)), new RoundRobin());
    }
    Auditor auditor = new Auditor(groups, LARGEST_CHARGE);
    new RandomCaller(auditor, 1, seed).call(1_000);
    assertThat(auditor.promises()).hasSize(1);
    assertThat(auditor.violation()).isNull();
  }

  @Test
  void groupsNest() {
    policy.enqueue(task(0, "a/b/c"));
    policy.enqueue(task(1, "a/b"));
    policy.enqueue(task(2, "a"));
    policy.enqueue(task(3, ""));
    Map<String, Long> shares = shares(policy, 800);
    assertThat(shares.get("")).isBetween(390_000L, 410_000L);
    assertThat(shares.get("a")).isBetween(190_000L, 210_000L);
    assertThat(shares.get("a/b")).isBetween(90_000L, 110_000L);
    assertThat(shares.get("a/b/c")).isBetween(90_000L, 110_000L);
  }

  @Test
  void aWeightOfAGroupCanChange() {
    policy.define("a", SETTINGS, new StartTimeFair());
    policy.enqueue(task(0, "a"));
    policy.enqueue(task(1, "b"));
    shares(policy, 100);
    policy.change("a", SETTINGS.withWeight(3));
    assertThat(shares(policy, 400).get("a")).isBetween(298_000L, 302_000L);
  }

  @Test
  void aTaskCanMoveWhereverItStands() {
    List<Task> tasks = List.of(task(0, "a"), task(1, "a"), task(2, "b"));
    tasks.forEach(policy::enqueue);
    Tasks.change(policy, tasks.get(0), settings -> settings.withGroup("b")); // queued
    Task running = policy.next();
    Tasks.change(policy, running, settings -> settings.withGroup("c"));
    policy.ran(running, QUANTUM, true);
    Task away = SchedulingPolicyContract.turn(policy, false);
    Tasks.change(policy, away, settings -> settings.withGroup("c/d"));
    policy.enqueue(away);
    assertThat(policy.runnable()).isEqualTo(3);
    Map<String, Long> shares = shares(policy, 400);
    assertThat(shares.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(400_000);
    assertThat(shares).hasSize(3);
  }

  @Test
  void anyLawWorksInAnyGroup() {
    policy.define("p", SETTINGS, new Priority(Priority.WITHOUT_AGEING));
    Task urgent = task(0, "p");
    urgent.setAsks(urgent.asks().withPriority(5));
    policy.enqueue(task(1, "p"));
    policy.enqueue(urgent);
    policy.enqueue(task(2, "q"));
    String order = SchedulingPolicyContract.order(policy, 100);
    assertThat(order).doesNotContain("b").contains("a", "c");
  }

  @Test
  void aReservationOfAMemberIsAMatterOfItsGroup() {
    policy.define("r", SETTINGS, new EarliestDeadline());
    Task greedy = task(0, "r");
    greedy.setAsks(greedy.asks().withReservation(new Reservation(990_000, 1_000_000)));
    assertThatThrownBy(() -> policy.enqueue(greedy)).isInstanceOf(AdmissionException.class);
    assertThat(greedy.note()).isNull();
    assertThat(policy.next()).isNull();
  }

  @Test
  void aGroupIsDefinedOnceAndBeforeItIsNamed() {
    policy.enqueue(task(0, "a"));
    assertThatThrownBy(() -> policy.define("a", SETTINGS, new RoundRobin()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("group must be new, was there already: 'a'");
    assertThatThrownBy(() -> policy.change("b", SETTINGS))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("group must be there, was not: 'b'");
  }

  /** Each law keeps its word to its members while tasks come, go, move and change at random. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("dev.moonshift.policy.SchedulingPolicyContract#seeds")
  void eachLawKeepsItsWord(long seed) {
    List<Supplier<SchedulingPolicy>> laws =
        List.of(
            StartTimeFair::new,
            Stride::new,
            RoundRobin::new,
            () -> new BudgetWeighted(1_000),
            () -> new Eevdf(40_000),
            () -> new Priority(50_000),
            () -> new MultilevelFeedback(2_000, 300_000),
            () -> new Lottery(seed));
    Random random = new Random(seed);
    List<Auditor> auditors = new ArrayList<>();
    Groups groups =
        new Groups(
            () -> {
              Auditor auditor =
                  new Auditor(laws.get(random.nextInt(laws.size())).get(), LARGEST_CHARGE);
              auditors.add(auditor);
              return auditor;
            });
    new RandomCaller(groups, 1, seed).call(1_000);
    assertThat(auditors).allSatisfy(auditor -> assertThat(auditor.violation()).isNull());
  }

  @ParameterizedTest
  @EnumSource(PolicyName.class)
  void everyLawLosesNobodyWithSeveralWorkers(PolicyName law) {
    for (long seed = 0; seed < 10; seed++) {
      new RandomCaller(new Groups(law::create), WORKERS, seed).call(500);
    }
  }

  @Test
  void whileALawHoldsItsGroupBackOthersRun() {
    policy.define("capped", SETTINGS, BudgetWeighted.capped(1_000, 10_000));
    Stream.of(task(0, "capped"), task(1, "free")).forEach(policy::enqueue);
    assertThat(SchedulingPolicyContract.order(policy, 6)).isEqualTo("abbbbb");
    policy.idle(10_000);
    assertThat(SchedulingPolicyContract.order(policy, 6)).isEqualTo("abbbbb");
    policy.remove(Stream.of(policy.next()).peek(t -> policy.ran(t, 1, true)).findFirst().get());
    assertThat(policy.next()).isNull();
    assertThat(policy.idleNeeded()).isPositive();
    policy.idle(policy.idleNeeded());
    assertThat(policy.next().name()).isEqualTo("a");
  }
}
