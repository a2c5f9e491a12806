package dev.moonshift.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares first among groups, then among the members of each, to any depth.
 *
 * <p>A task names its {@linkplain TaskSettings#group group} by a path such as {@code tenants/acme};
 * without one it stands beside the outermost groups. Each group has a policy of its own, its
 * <em>law</em>, which shares among its members: tasks and groups alike. To the law a group is a
 * task with a weight, a priority or a reservation of its own. A group begins when it is {@link
 * #define defined}, or when somebody names it, with usual settings and the usual law; then it ends
 * with its last member.
 *
 * <p>A turn gets what the laws on the way to the task all grant, and each of them hears what it
 * used. Time, in a group, is the fuel of the group. A task that moves to another group while it
 * runs does so at the end of its turn, and without its reservation if there is no room for it. A
 * group whose last queued member is removed leaves its law, and comes back as a newcomer.
 *
 * <p><b>Promise.</b> Each law keeps its word to the members of its group. So the share of a group
 * does not depend on how many members it has: two groups side by side keep to what their law
 * promises of two tasks. Nobody starves if no law lets anybody starve. <b>Cost.</b> That of a
 * decision of each law on the way. <b>Threads.</b> None: the caller holds the lock.
 *
 * <p>After Goyal, Guo and Vin, <cite>A Hierarchical CPU Scheduler for Multimedia Operating
 * Systems</cite>, 1996, where start-time fair queuing is the law, as it is here unless told.
 */
public final class Groups implements SchedulingPolicy {
  private final Supplier<? extends SchedulingPolicy> usualLaw;
  private final Map<String, Group> groups = new HashMap<>();
  private final Group root;

  /** Groups that hold back all who are queued in them, until time has passed. */
  private final List<Group> held = new ArrayList<>();

  /** The number of the last group; below 0, as those of tasks are not. */
  private long lastId;

  /** Creates a policy whose laws are {@link StartTimeFair} unless told. */
  public Groups() {
    this(StartTimeFair::new);
  }

  /**
   * Creates a policy.
   *
   * @param usualLaw makes the law of each group that is not defined otherwise, the outermost too
   */
  public Groups(Supplier<? extends SchedulingPolicy> usualLaw) {
    this.usualLaw = usualLaw;
    root = new Group("", null, TaskSettings.DEFAULT, usualLaw.get());
    groups.put("", root);
  }

  /**
   * Says what a group is to be, before anybody has named it.
   *
   * @param path its name, after those of the groups it is in
   * @param settings what it asks of the law of the group it is in; its own group does not count
   * @param law shares among its members; used by this group alone
   */
  public void define(String path, TaskSettings settings, SchedulingPolicy law) {
    if (groups.containsKey(path)) {
      throw new IllegalStateException("group must be new, was there already: '" + path + "'");
    }
    groupAt(settings.withGroup(path).group(), settings, law).isDefined = true;
  }

  /**
   * Changes what a group asks of the law of the group it is in.
   *
   * @throws AdmissionException if that cannot be promised; nothing has changed
   */
  public void change(String path, TaskSettings settings) {
    Group group = groups.get(path);
    if (group == null) {
      throw new IllegalStateException("group must be there, was not: '" + path + "'");
    }
    if (group.parent != null) {
      change(group.parent.law, group.proxy, settings);
    }
  }

  // ---------------------------------------------------------------- calls

  @Override
  public void enqueue(Task task) {
    Member member = (Member) task.note();
    boolean isNew = member == null;
    if (member == null) {
      member = new Member(task, groupAt(task.asks().group()));
    } else if (member.task.place() == Place.AWAY && member.mustMove()) {
      remove(task);
      member = new Member(task, groupAt(task.asks().group()));
      isNew = true;
    }
    if (member.task.place() == Place.AWAY) {
      try {
        join(member);
      } catch (AdmissionException e) {
        if (isNew) {
          task.setNote(null);
          endIfDeserted(member.group);
        }
        throw e;
      }
      task.setNote(member);
      if (isNew) {
        member.group.members++;
      }
    }
    task.move(Place.AWAY, Place.QUEUED, "enqueue");
  }

  @Override
  public @Nullable Task next() {
    while (!held.isEmpty()) {
      arrive(held.remove(held.size() - 1));
    }
    Member member = take(root);
    if (member == null) {
      return null;
    }
    member.task.move(Place.QUEUED, Place.RUNNING, "next");
    return member.task;
  }

  @Override
  public long quantum(Task task) {
    Member member = Note.known((Member) task.note(), task);
    long quantum = member.group.law.quantum(member.proxy);
    for (Group group = member.group; group.parent != null; group = group.parent) {
      quantum = Math.min(quantum, group.parent.law.quantum(group.proxy));
    }
    return quantum;
  }

  @Override
  public void ran(Task task, long usedFuel, boolean stillRunnable) {
    Member member = Note.known((Member) task.note(), task);
    task.endTurn(usedFuel, stillRunnable);
    boolean isMoving = member.mustMove();
    boolean staysQueued = stillRunnable && !isMoving;
    member.group.law.ran(member.proxy, usedFuel, staysQueued);
    if (staysQueued) {
      count(member.group, 1);
    }
    for (Group group = member.group; group.parent != null; group = group.parent) {
      group.unbilled = Saturated.sum(group.unbilled, usedFuel);
      if (group.opener == member) {
        close(group, group.parent);
      } else if (group.place == Place.AWAY && group.queued > 0) {
        arrive(group);
      }
    }
    if (isMoving) {
      task.place(Place.AWAY);
      remove(task);
      if (stillRunnable) {
        enqueueWhateverItAsks(task);
      }
    }
  }

  /** Queues a task that comes from another group, without its reservation if need be. */
  private void enqueueWhateverItAsks(Task task) {
    try {
      enqueue(task);
    } catch (AdmissionException e) {
      task.setAsks(task.asks().withReservation(null));
      enqueue(task);
    }
  }

  @Override
  public void remove(Task task) {
    Member member = (Member) task.note();
    if (member == null) {
      return;
    }
    boolean wasQueued = task.forget();
    Group group = member.group;
    leave(member);
    if (wasQueued) {
      count(group, -1);
      withdraw(group);
    }
    endIfDeserted(group);
  }

  @Override
  public void settingsChanged(Task task) {
    Member member = (Member) task.note();
    if (member == null) {
      return;
    }
    if (!member.mustMove()) {
      change(member.group.law, member.proxy, task.asks());
    } else if (member.task.place() == Place.QUEUED) {
      Member moved = new Member(task, groupAt(task.asks().group()));
      try {
        join(moved);
      } catch (AdmissionException e) {
        endIfDeserted(moved.group);
        throw e;
      }
      moved.group.members++;
      remove(task);
      task.place(Place.QUEUED);
      task.setNote(moved);
    } // one that runs or is away moves when it is queued
  }

  @Override
  public int runnable() {
    return root.queued;
  }

  @Override
  public void idle(long fuel) {
    for (Group group : groups.values()) {
      group.law.idle(fuel);
    }
  }

  @Override
  public long idleNeeded() {
    long least = root.law.idleNeeded();
    for (Group group : held) {
      long needed = group.law.idleNeeded();
      least = least == 0 || needed == 0 ? Math.max(least, needed) : Math.min(least, needed);
    }
    return least;
  }

  /** What the outermost law promises of two tasks, groups that compete under it can rely on. */
  @Override
  public List<Promise> promises() {
    List<Promise> promises = new ArrayList<>();
    for (Promise promise : root.law.promises()) {
      if (promise instanceof Promise.FairShare share) {
        promises.add(new Promise.FairGroups(share, Groups::outermost));
      }
    }
    return promises;
  }

  /** Returns what the outermost law sees of a task: its group's proxy, or its own. */
  private static @Nullable Task outermost(Task task) {
    Member member = (Member) task.note();
    if (member == null || member.task.place() == Place.AWAY) {
      return null;
    }
    Task proxy = member.proxy;
    Place place = member.task.place();
    for (Group group = member.group; group.parent != null; group = group.parent) {
      proxy = group.proxy;
      place = group.place;
    }
    return place == Place.AWAY ? null : proxy;
  }

  // ---------------------------------------------------------------- turns

  /** Chooses in a group; null if nobody is queued in it, or its law holds all back. */
  private @Nullable Member take(Group group) {
    while (true) {
      Task chosen = group.law.next();
      if (chosen == null) {
        return takeBesideAnother(group);
      }
      if (chosen instanceof Proxy proxy && proxy.subject instanceof Member member) {
        count(group, -1);
        return member;
      }
      if (!(chosen instanceof Proxy proxy && proxy.subject instanceof Group child)) {
        throw new IllegalStateException("law chose a stranger: " + chosen);
      }
      child.place = Place.RUNNING;
      group.busy.add(child);
      Member member = take(child);
      if (member != null) {
        child.opener = member;
        return member;
      }
      group.busy.remove(child);
      group.law.ran(child.proxy, 0, false);
      child.place = Place.AWAY;
      held.add(child);
    }
  }

  /**
   * Chooses in a group of which somebody runs already, as several may at a time. What it uses is
   * billed with the turn that its group has begun, or with the next.
   */
  private @Nullable Member takeBesideAnother(Group group) {
    for (int i = 0; i < group.busy.size(); i++) {
      Group child = group.busy.get(i);
      if (child.queued > 0) {
        Member member = take(child);
        if (member != null) {
          return member;
        }
      }
    }
    return null;
  }

  /** Ends the turn of a group. */
  private static void close(Group group, Group parent) {
    boolean isQueued = group.queued > 0;
    group.opener = null;
    group.place = isQueued ? Place.QUEUED : Place.AWAY;
    parent.busy.remove(group);
    parent.law.ran(group.proxy, group.unbilled, isQueued);
    group.unbilled = 0;
  }

  // ---------------------------------------------------------------- coming and going

  /** Queues a member, and the groups it is in so far as they are not. */
  private void join(Member member) {
    Group group = member.group;
    group.law.enqueue(member.proxy);
    try {
      arrive(group);
    } catch (AdmissionException e) {
      group.law.remove(member.proxy);
      throw e;
    }
    count(group, 1);
  }

  private void arrive(Group group) {
    Group parent = group.parent;
    if (parent == null || group.place != Place.AWAY) {
      return;
    }
    held.remove(group);
    parent.law.enqueue(group.proxy);
    group.place = Place.QUEUED;
    try {
      arrive(parent);
    } catch (AdmissionException e) {
      parent.law.remove(group.proxy);
      group.place = Place.AWAY;
      throw e;
    }
  }

  /** Takes groups in which nobody is queued any more out of their queues. */
  private void withdraw(Group group) {
    Group parent = group.parent;
    if (parent == null || group.queued > 0) {
      return;
    }
    held.remove(group);
    if (group.place == Place.QUEUED) {
      parent.law.remove(group.proxy);
      group.place = Place.AWAY;
    }
    withdraw(parent);
  }

  private void leave(Member member) {
    member.group.law.remove(member.proxy);
    member.group.members--;
  }

  private static void count(Group group, int change) {
    for (Group each = group; each != null; each = each.parent) {
      each.queued += change;
    }
  }

  private Group groupAt(String path) {
    Group group = groups.get(path);
    return group == null ? groupAt(path, TaskSettings.DEFAULT, usualLaw.get()) : group;
  }

  private Group groupAt(String path, TaskSettings settings, SchedulingPolicy law) {
    Group parent = groupAt(path.substring(0, Math.max(path.lastIndexOf('/'), 0)));
    Group group = new Group(path, parent, settings, law);
    groups.put(path, group);
    parent.members++;
    return group;
  }

  /** Ends a group that nobody needs, and those around it. */
  private void endIfDeserted(Group group) {
    Group parent = group.parent;
    if (parent == null || group.members > 0 || group.isDefined) {
      return;
    }
    parent.law.remove(group.proxy);
    groups.remove(group.path);
    parent.members--;
    endIfDeserted(parent);
  }

  private static void change(SchedulingPolicy law, Task proxy, TaskSettings settings) {
    TaskSettings before = proxy.asks();
    proxy.setAsks(settings);
    try {
      law.settingsChanged(proxy);
    } catch (AdmissionException e) {
      proxy.setAsks(before);
      throw e;
    }
  }

  /** A group, and what its law and that of the group around it know of each other. */
  private final class Group {
    final String path;
    final @Nullable Group parent;
    final SchedulingPolicy law;

    /** What the law of the parent sees. */
    final Task proxy;

    /** Where it stands in the law of the parent. */
    Place place = Place.AWAY;

    /** Whose turn it is that is the group's turn; null if the group has none. */
    @Nullable Member opener;

    /** Groups in this one that have a turn. */
    final List<Group> busy = new ArrayList<>(1);

    boolean isDefined;

    /** Tasks and groups that belong to it. */
    int members;

    /** Tasks that are queued in it, at any depth. */
    int queued;

    /** What its members used that the law of the parent has not heard of. */
    long unbilled;

    Group(String path, @Nullable Group parent, TaskSettings settings, SchedulingPolicy law) {
      this.path = path;
      this.parent = parent;
      this.law = law;
      proxy = new Proxy(--lastId, path, settings, this);
    }
  }

  /** A task, and what the law of its group sees of it. */
  private static final class Member extends Note {
    final Group group;
    final Task proxy;

    Member(Task task, Group group) {
      super(task);
      this.group = group;
      proxy = new Proxy(task, this);
    }

    boolean mustMove() {
      return !task.asks().group().equals(group.path);
    }
  }
}
