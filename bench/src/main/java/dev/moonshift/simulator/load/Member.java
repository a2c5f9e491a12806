package dev.moonshift.simulator.load;

import dev.moonshift.policy.TaskSettings;
import dev.moonshift.process.Script;
import org.jspecify.annotations.Nullable;

/**
 * A process of a workload: what it runs, how it stands to the others, when it begins and is asked.
 */
public final class Member {
  private final String name;
  private final String kind;
  private final Script script;
  private final TaskSettings settings;
  private final long start;
  private final long size;
  private final @Nullable Pattern requests;

  Member(
      String name,
      String kind,
      Script script,
      TaskSettings settings,
      long start,
      long size,
      @Nullable Pattern requests) {
    this.name = name;
    this.kind = kind;
    this.script = script;
    this.settings = settings;
    this.start = start;
    this.size = size;
    this.requests = requests;
  }

  /** Its name, unique in the workload. */
  public String name() {
    return name;
  }

  /** What it is one of: members of a kind are shown and summed up together. */
  public String kind() {
    return kind;
  }

  /** What it runs. */
  public Script script() {
    return script;
  }

  /** What a policy is told of it. */
  public TaskSettings settings() {
    return settings;
  }

  /** When it begins. */
  public long start() {
    return start;
  }

  /**
   * What its script finds in {@code ...}: how much it is to do at first, which is a request as
   * well; 0 for nothing said.
   */
  public long size() {
    return size;
  }

  /** How long after its arrival a request should be answered; 0 for no matter when. */
  public long deadline() {
    return requests == null ? 0 : requests.deadline();
  }

  /** Whether it answers requests after it was born. */
  public boolean isServer() {
    return requests != null;
  }

  /**
   * Returns the requests to it, the same for the same seed.
   *
   * @param stream a number of its own in the workload
   */
  public Arrivals arrivals(long seed, int stream) {
    return requests == null ? Arrivals.NONE : requests.arrivals(start, new Dice(seed, stream));
  }
}
