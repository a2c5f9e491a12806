package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.MemoryCost;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Table;
import dev.moonshift.vm.Tracer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code table.sort}: a quicksort that stands still between any two comparisons.
 *
 * <p>The pivot is the median of the first, the middle and the last item, and the items are compared
 * in the order in which the reference implementation does: so items that compare equal end up where
 * they do there, and an order that contradicts itself is noticed where it is there. A range that
 * was split too often in vain is sorted by heap instead, so the cost is O(n log n) comparisons for
 * whatever input and comparator. Bare numbers without a comparator go to a {@link NumberSorter}.
 *
 * <p>The items stay in the table meanwhile: a comparator may look at it, change it, yield or raise.
 */
final class SortFrame extends ListFrame {
  /**
   * How often a range may be split, in multiples of the binary logarithm of the length; random
   * input needs about 2. Larger than necessary, so that ordinary input is sorted as by the
   * reference.
   */
  private static final int SPLITS_PER_DOUBLING = 4;

  private static final int STACK_ENTRY = 3; // low, high, splits left

  /** Which comparison is at work. */
  private enum Step {
    /** item(high) &lt; item(low) */
    ENDS,
    /** item(middle) &lt; item(low) */
    MIDDLE_AND_LOW,
    /** item(high) &lt; item(middle) */
    HIGH_AND_MIDDLE,
    /** item(up) &lt; pivot */
    UP,
    /** pivot &lt; item(down) */
    DOWN,
    /** item(child) &lt; its sibling */
    SIBLINGS,
    /** item(root) &lt; item(child) */
    ROOT_AND_CHILD
  }

  private final Varargs args;
  private @Nullable LuaValue comparator;
  private @Nullable NumberSorter numbers;

  // the comparison
  private Step step = Step.ENDS;
  private LuaValue left = LuaValue.NIL;
  private LuaValue right = LuaValue.NIL;

  // the range being sorted, and those still to do
  private int low = 1;
  private int high;
  private int splitsLeft;
  private int[] stack = new int[8 * STACK_ENTRY]; // the shorter part goes first: at most 31 entries
  private int stackTop;

  // splitting
  private int middle;
  private int up;
  private int down;
  private LuaValue pivot = LuaValue.NIL;
  private LuaValue upItem = LuaValue.NIL;
  private LuaValue downItem = LuaValue.NIL;

  // sorting by heap; positions count from low
  private int unordered; // below this, items have not been made part of the heap
  private int heapSize;
  private int root;
  private int child;

  SortFrame(Table table, Varargs args) {
    super(table);
    this.args = args;
  }

  @Override
  Varargs begin(Execution execution, int length) {
    comparator = args.arg(2).isnil() ? null : Arguments.function(args, 2);
    if (length < 2) {
      return LuaValue.NONE;
    }
    high = length;
    splitsLeft = SPLITS_PER_DOUBLING * (32 - Integer.numberOfLeadingZeros(length));
    if (comparator == null
        && table.raw(1) instanceof LuaNumber
        && length <= table.arrayCapacity()) {
      numbers = new NumberSorter(table, length);
    }
    nextRange(execution);
    return proceed(execution, null);
  }

  @Override
  Varargs proceed(Execution execution, @Nullable Varargs results) {
    while (numbers != null) {
      switch (numbers.work(execution)) {
        case DONE:
          return LuaValue.NONE;
        case REFUSED:
          numbers = null;
          break;
        case WORKING:
      }
      if (execution.shouldPause()) {
        return execution.pause(this);
      }
    }
    LuaValue function = comparator;
    if (function == null) {
      boolean isDone = results != null && !advance(execution, results.arg1().toboolean());
      return isDone ? LuaValue.NONE : compare(execution);
    }
    return results == null
        ? execution.call(this, function, LuaValue.varargsOf(left, right))
        : compareBy(execution, function, results);
  }

  /** Takes what the comparator said, and has it make the comparisons after that. */
  private Varargs compareBy(Execution execution, LuaValue function, Varargs results) {
    Varargs answer = results;
    while (advance(execution, answer.arg1().toboolean())) {
      answer = execution.callAgain(this, function, left, right);
      if (Execution.isUnfinished(answer)) {
        return answer;
      }
    }
    return LuaValue.NONE;
  }

  /** Makes the comparison that is due and those after it. */
  private Varargs compare(Execution execution) {
    for (; ; ) {
      LuaValue answer = execution.lessThan(this, left, right);
      if (Execution.isUnfinished(answer)) {
        return answer;
      }
      execution.charge(1);
      if (!advance(execution, answer == LuaValue.TRUE)) {
        return LuaValue.NONE;
      }
      if (execution.shouldPause()) {
        return execution.pause(this);
      }
    }
  }

  /** Goes from the answer of a comparison to the next one; false when all is sorted. */
  private boolean advance(Execution execution, boolean isLess) {
    switch (step) {
      case ENDS:
        if (isLess) {
          swap(execution, low, high);
        }
        if (high - low == 1) {
          return finishRange(execution);
        }
        middle = (low + high) >>> 1;
        return ask(Step.MIDDLE_AND_LOW, item(middle), item(low));
      case MIDDLE_AND_LOW:
        if (isLess) {
          swap(execution, middle, low);
          return split(execution);
        }
        return ask(Step.HIGH_AND_MIDDLE, item(high), item(middle));
      case HIGH_AND_MIDDLE:
        if (isLess) {
          swap(execution, middle, high);
        }
        return split(execution);
      case UP:
        if (!isLess) {
          return askDown();
        }
        if (up >= high) {
          throw invalidOrder();
        }
        return askUp();
      case DOWN:
        if (isLess) {
          if (down <= low) {
            throw invalidOrder();
          }
          return askDown();
        }
        if (down < up) {
          return splitDone(execution);
        }
        Operations.put(execution, table, up, downItem);
        Operations.put(execution, table, down, upItem);
        return askUp();
      case SIBLINGS:
        if (isLess) {
          child++;
        }
        return askRoot();
      case ROOT_AND_CHILD:
        if (isLess) {
          swap(execution, low + root, low + child);
          root = child;
          return sift(execution);
        }
        return siftDone(execution);
    }
    throw new IllegalStateException("no such step: " + step);
  }

  private boolean ask(Step which, LuaValue x, LuaValue y) {
    step = which;
    left = x;
    right = y;
    return true;
  }

  private static RaisedError invalidOrder() {
    return RaisedError.fromNative("invalid order function for sorting");
  }

  private LuaValue item(int position) {
    return table.raw(position);
  }

  private void swap(Execution execution, int a, int b) {
    LuaValue first = item(a);
    Operations.put(execution, table, a, item(b));
    Operations.put(execution, table, b, first);
  }

  // ---------------------------------------------------------------- ranges

  private boolean finishRange(Execution execution) {
    low = high;
    return nextRange(execution);
  }

  private boolean nextRange(Execution execution) {
    while (low >= high) {
      if (stackTop == 0) {
        return false;
      }
      stackTop -= STACK_ENTRY;
      low = stack[stackTop];
      high = stack[stackTop + 1];
      splitsLeft = stack[stackTop + 2];
    }
    if (splitsLeft == 0) {
      heapSize = high - low + 1;
      unordered = heapSize / 2;
      return siftDone(execution);
    }
    return ask(Step.ENDS, item(high), item(low));
  }

  private void push(int from, int to) {
    if (stackTop == stack.length) {
      stack = Arrays.copyOf(stack, stackTop * 2);
    }
    stack[stackTop] = from;
    stack[stackTop + 1] = to;
    stack[stackTop + 2] = splitsLeft;
    stackTop += STACK_ENTRY;
  }

  // ---------------------------------------------------------------- quicksort

  /** Starts to bring what is less than the median of three before what is not. */
  private boolean split(Execution execution) {
    if (high - low == 2) {
      return finishRange(execution);
    }
    pivot = item(middle);
    swap(execution, middle, high - 1);
    up = low;
    down = high - 1;
    return askUp();
  }

  private boolean askUp() {
    upItem = item(++up);
    return ask(Step.UP, upItem, pivot);
  }

  private boolean askDown() {
    downItem = item(--down);
    return ask(Step.DOWN, pivot, downItem);
  }

  private boolean splitDone(Execution execution) {
    swap(execution, high - 1, up);
    splitsLeft--;
    if (up - low < high - up) {
      push(up + 1, high);
      high = up - 1;
    } else {
      push(low, up - 1);
      low = up + 1;
    }
    return nextRange(execution);
  }

  // ---------------------------------------------------------------- heap sort

  /** Lets the item at the root sink to its place. */
  private boolean sift(Execution execution) {
    child = 2 * root + 1;
    if (child >= heapSize) {
      return siftDone(execution);
    }
    return child + 1 < heapSize
        ? ask(Step.SIBLINGS, item(low + child), item(low + child + 1))
        : askRoot();
  }

  private boolean askRoot() {
    return ask(Step.ROOT_AND_CHILD, item(low + root), item(low + child));
  }

  /** Adds the next item to the heap or, once it is complete, takes the greatest one away. */
  private boolean siftDone(Execution execution) {
    if (unordered > 0) {
      root = --unordered;
      return sift(execution);
    }
    heapSize--;
    if (heapSize == 0) {
      return finishRange(execution);
    }
    swap(execution, low, low + heapSize);
    root = 0;
    return sift(execution);
  }

  // ---------------------------------------------------------------- as a frame

  @Override
  protected int slots() {
    return MemoryCost.LARGE_FRAME_SLOTS;
  }

  @Override
  public String name() {
    return "table.sort";
  }

  @Override
  public void trace(Tracer tracer) {
    super.trace(tracer);
    tracer.values(args);
    tracer.value(left);
    tracer.value(right);
    tracer.value(pivot);
    tracer.value(upItem);
    tracer.value(downItem);
    if (numbers != null) {
      tracer.memory(numbers.memoryBytes());
    }
  }
}
