package dev.moonshift.vm;

import dev.moonshift.bytecode.ChunkName;
import dev.moonshift.bytecode.Code;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the calls that are active, in the words of reference Lua. It looks at one frame after the
 * other, so that whoever has many can pause in between.
 */
public final class Traceback {
  /**
   * Of more levels than these together, the middle is left out; the numbers are the reference's.
   */
  private static final int FIRST_LEVELS = 12;

  private static final int LAST_LEVELS = 10;

  /** Frames that are looked at in one piece. */
  private static final int PIECE = 512;

  /** What it takes to describe the calls that are shown, names of variables included. */
  private static final int TEXT_COST = 500;

  private @Nullable Activation first; // the innermost call that is shown
  private @Nullable Frame next; // to be looked at
  private long skipped; // how many calls are still to be left out
  private int levels; // that have been found, the first one included
  private @Nullable Frame @Nullable [] last; // of them, in turn; made when there are two
  private boolean isHostToCome; // who called the outermost one, as the last level
  private boolean isHostFound; // and is shown

  /**
   * Prepares a traceback.
   *
   * @param innermost the call to begin with; null if there is none
   * @param skipped how many calls are left out, from the innermost on
   * @param isHostBelow whether the outermost call is the host's, and not a resumer's
   */
  Traceback(@Nullable Activation innermost, long skipped, boolean isHostBelow) {
    this.skipped = skipped;
    isHostToCome = isHostBelow;
    if (innermost != null) {
      next = innermost.below();
      found(innermost);
    }
  }

  private void found(Activation call) {
    if (skipped > 0) {
      skipped--;
    } else {
      first = call;
      levels = 1;
    }
  }

  /** Looks at the next frame; false if there is none left. */
  boolean advance() {
    Frame frame = next;
    if (frame == null) {
      if (isHostToCome && skipped == 0) {
        isHostFound = true;
        levels++;
      }
      isHostToCome = false;
      return false;
    }
    next = frame.caller;
    if (Activation.isCall(frame)) {
      if (first == null) {
        found(Activation.of(frame));
      } else {
        if (last == null) {
          last = new @Nullable Frame[LAST_LEVELS];
        }
        last[levels % LAST_LEVELS] = frame;
        levels++;
      }
    }
    return true;
  }

  /** Looks at some frames; true once the first call that is shown is known, or there is none. */
  public boolean reachesFirst(Execution execution) {
    return first != null || !lookAtPiece(execution, true) || first != null;
  }

  /** Looks at some frames; true once all have been looked at. */
  public boolean reachesLast(Execution execution) {
    return !lookAtPiece(execution, false);
  }

  private boolean lookAtPiece(Execution execution, boolean isForFirst) {
    int looked = 0;
    while (looked < PIECE && !(isForFirst && first != null) && advance()) {
      looked++;
    }
    execution.charge(looked / Unwinding.FRAMES_PER_FUEL);
    return looked == PIECE;
  }

  /** {@code chunk:line: } of the first call; empty if there is none or it is the library's. */
  public String place() {
    return first == null ? "" : first.where();
  }

  /** The text, once all frames have been looked at, for a script that pays for it. */
  public String text(Execution execution) {
    execution.charge(TEXT_COST);
    return text();
  }

  /** Writes the traceback from a call outwards. */
  static String of(@Nullable Activation innermost) {
    Traceback traceback = new Traceback(innermost, 0, false);
    while (traceback.advance()) {}
    return traceback.text();
  }

  /** The text, once all frames have been looked at. */
  String text() {
    StringBuilder text = new StringBuilder("stack traceback:");
    boolean isLong = levels > FIRST_LEVELS + LAST_LEVELS;
    Activation call = first;
    for (int i = isLong ? FIRST_LEVELS - 1 : levels; i > 0 && call != null; i--) {
      describe(text, call);
      call = call.caller();
    }
    if (isLong && last != null) {
      text.append("\n\t...");
      int calls = isHostFound ? levels - 1 : levels;
      for (int level = levels - LAST_LEVELS; level < calls; level++) {
        describe(text, Activation.of(Objects.requireNonNull(last[level % LAST_LEVELS])));
      }
    }
    if (isHostFound) {
      text.append("\n\t[C]: in ?");
    }
    return text.toString();
  }

  private static void describe(StringBuilder text, Activation call) {
    text.append("\n\t");
    Closure closure = call.closure();
    String name = call.name();
    if (closure == null) {
      String shown = name == null ? call.libraryName() : name;
      text.append("[C]: in ").append(shown == null ? "?" : "function '" + shown + "'");
      return;
    }
    Code code = closure.code;
    String chunk = ChunkName.display(code.prototype.source).tojstring();
    text.append(chunk).append(':');
    if (call.line() > 0) {
      text.append(call.line()).append(':');
    }
    if (name != null) {
      text.append(" in function '").append(name).append("'");
    } else if (code.prototype.linedefined == 0) {
      text.append(" in main chunk");
    } else {
      text.append(" in function <")
          .append(chunk)
          .append(':')
          .append(code.prototype.linedefined)
          .append('>');
    }
    if (call.isTailCall()) {
      text.append("\n\t(...tail calls...)");
    }
  }
}
