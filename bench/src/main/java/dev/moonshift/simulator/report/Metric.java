package dev.moonshift.simulator.report;

import dev.moonshift.simulator.measure.Outcome;
import dev.moonshift.simulator.measure.Quantiles;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** A number by which policies are compared; smaller is better, but for the indices. */
enum Metric {
  FAIRNESS("fairness", "even", Unit.INDEX, Outcome::fairness),
  WORST_FAIRNESS("worst fairness", "worst", Unit.INDEX, Outcome::worstFairness),
  MAX_LAG("max lag", "max lag", Unit.FUEL, run -> run.total().maxLag()),
  LEAD("max lead", "lead", Unit.FUEL, run -> -run.total().minLag()),
  STARVATION("longest wait", "wait", Unit.FUEL, run -> run.total().starvation()),
  WAKEUP_P50("wakeup p50", "wake p50", Unit.FUEL, wakeup(Quantiles::p50)),
  WAKEUP_P99("wakeup p99", "wake p99", Unit.FUEL, wakeup(Quantiles::p99)),
  RESPONSE_P50("response p50", "resp p50", Unit.FUEL, response(Quantiles::p50)),
  RESPONSE_P90("response p90", "p90", Unit.FUEL, response(Quantiles::p90)),
  RESPONSE_P99("response p99", "p99", Unit.FUEL, response(Quantiles::p99)),
  RESPONSE_P999("response p99.9", "p99.9", Unit.FUEL, response(Quantiles::p999)),
  RESPONSE_MAX("response max", "max", Unit.FUEL, response(Quantiles::max)),
  SLOWDOWN_P50("slowdown p50", "slow p50", Unit.TIMES, slowdown(Quantiles::p50)),
  SLOWDOWN_P99("slowdown p99", "slow p99", Unit.TIMES, slowdown(Quantiles::p99)),
  MISSED(
      "deadlines missed",
      "missed",
      Unit.COUNT,
      run -> run.total().deadlines() == 0 ? null : run.total().missed()),
  SWITCHES("switches", "switches", Unit.COUNT, run -> run.isIdeal() ? null : run.switches());

  /** How a number is written. */
  enum Unit {
    /** Fuel, or time in fuel. */
    FUEL,
    /** Millionths, of 1 where all is well; the only unit of which more is better. */
    INDEX,
    /** Thousandths. */
    TIMES,
    /** A number of things. */
    COUNT
  }

  private final String title;
  private final String head;
  private final Unit unit;
  private final Function<Outcome, @Nullable Long> value;

  Metric(String title, String head, Unit unit, Function<Outcome, @Nullable Long> value) {
    this.title = title;
    this.head = head;
    this.unit = unit;
    this.value = value;
  }

  private static Function<Outcome, @Nullable Long> wakeup(ToLongFunction<Quantiles> part) {
    return run -> part(run.total().wakeup(), part);
  }

  private static Function<Outcome, @Nullable Long> response(ToLongFunction<Quantiles> part) {
    return run -> part(run.total().response(), part);
  }

  private static Function<Outcome, @Nullable Long> slowdown(ToLongFunction<Quantiles> part) {
    return run -> part(run.total().slowdown(), part);
  }

  private static @Nullable Long part(Quantiles quantiles, ToLongFunction<Quantiles> part) {
    return quantiles.count() == 0 ? null : part.applyAsLong(quantiles);
  }

  /** Returns its name as a person reads it. */
  String title() {
    return title;
  }

  /** Returns its name over a narrow column. */
  String head() {
    return head;
  }

  /** Returns the number; null where it means nothing. */
  @Nullable Long of(Outcome run) {
    return value.apply(run);
  }

  /** Whether more is better. */
  boolean isMoreBetter() {
    return unit == Unit.INDEX;
  }

  /** Returns a number of this metric as a person reads it. */
  String text(long number) {
    return switch (unit) {
      case FUEL, COUNT -> Numbers.brief(number);
      case INDEX -> Numbers.fraction(number, 1_000_000, 3);
      case TIMES -> Numbers.times(number);
    };
  }
}
