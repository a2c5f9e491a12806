package dev.moonshift.library;

import dev.moonshift.vm.Execution;
import dev.moonshift.vm.LeafFunction;
import dev.moonshift.vm.MemoryCost;
import dev.moonshift.vm.Metamethod;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.Piece;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Tracer;
import dev.moonshift.vm.Values;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code print} at work: collects the texts of its arguments, asking {@code tostring} where it
 * must.
 */
final class PrintFrame extends NativeFrame {
  static final NativeFunction TOSTRING =
      LeafFunction.leaf("tostring", PrintFrame::describe, PrintFrame::ask);
  static final NativeFunction PRINT =
      NativeFunction.of(
          "print", (execution, args) -> new PrintFrame(execution, args).go(execution));

  private static final LuaString TOSTRING_NAME = LuaString.valueOf("tostring");

  private final Varargs args;
  private final LuaValue toString; // the global of that name, which a script may replace
  private final LuaString[] texts; // of the arguments; one empty text if there are none
  private long length; // of the line, as far as its texts are known
  private int done;
  private int paid; // how many of those that are done have been paid for

  // the line at work: a piece of it at a time, as it may be long
  private byte @Nullable [] piece;
  private int filled; // of the piece
  private int written; // of what is filled
  private int next; // the text to go on with
  private int from; // and the place in it

  private PrintFrame(Execution execution, Varargs args) {
    this.args = args;
    this.toString = execution.globals().raw(TOSTRING_NAME);
    this.texts = new LuaString[Math.max(1, args.narg())];
    if (args.narg() == 0) {
      add(LuaValue.EMPTYSTRING);
    }
    if (texts.length > ListFrame.PIECE) {
      execution.chargeMemory((long) texts.length * MemoryCost.SLOT);
    }
  }

  /** {@code tostring(value)}, unless a metamethod says what it is. */
  private static @Nullable Varargs describe(Execution execution, Varargs args) {
    LuaValue value = Arguments.any(args, 1);
    return execution.metamethod(value, Metamethod.TOSTRING) == null
        ? Operations.describe(execution, value)
        : null;
  }

  private static Varargs ask(Execution execution, Varargs args) {
    LuaValue value = args.arg1();
    LuaValue handler = execution.metamethod(value, Metamethod.TOSTRING);
    return execution.tailCall(Objects.requireNonNull(handler), value);
  }

  private Varargs go(Execution execution) {
    while (done < texts.length) {
      if (done - paid == ListFrame.PIECE) {
        paid = done;
        execution.charge(ListFrame.PIECE);
        if (execution.shouldPause()) {
          return execution.pause(this);
        }
      }
      LuaValue value = args.arg(done + 1);
      if (toString != TOSTRING || execution.metamethod(value, Metamethod.TOSTRING) != null) {
        return execution.call(this, toString, value);
      }
      add(Operations.describe(execution, value));
    }
    return write(execution);
  }

  @Override
  public Varargs resume(Execution execution, @Nullable Varargs results) {
    if (piece != null) {
      return write(execution);
    }
    if (results == null) {
      return go(execution);
    }
    LuaValue text = results.arg1();
    if (!(text instanceof LuaString || text instanceof LuaNumber)) {
      throw RaisedError.fromNative("'tostring' must return a string to 'print'");
    }
    add(Operations.text(text));
    return go(execution);
  }

  /** Goes on writing the line: pauses between two pieces, and waits while the output is full. */
  private Varargs write(Execution execution) {
    byte[] bytes = piece;
    if (bytes == null) {
      bytes = execution.reserveBytes(Math.min(length, Piece.MAX_BYTES));
      piece = bytes;
    }
    for (; ; ) {
      if (written == filled) {
        if (next == texts.length) {
          return LuaValue.NONE;
        }
        if (filled > 0 && execution.shouldPause()) {
          return execution.pause(this);
        }
        fill(bytes);
        execution.chargeBytes(filled);
      }
      written += execution.write(bytes, written, filled - written);
      if (written < filled) {
        return execution.await(this);
      }
    }
  }

  private void add(LuaString text) {
    texts[done++] = text;
    length += text.m_length + 1; // a tab or the end of the line follows
  }

  /** Fills the piece with what comes next. Its size does not depend on the fuel that is left. */
  private void fill(byte[] bytes) {
    int at = 0;
    while (next < texts.length && at < bytes.length) {
      LuaString text = texts[next];
      int count = Math.min(text.m_length - from, bytes.length - at);
      System.arraycopy(text.m_bytes, text.m_offset + from, bytes, at, count);
      at += count;
      from += count;
      if (from == text.m_length && at < bytes.length) {
        next++;
        from = 0;
        bytes[at++] = (byte) (next < texts.length ? '\t' : '\n');
      }
    }
    filled = at;
    written = 0;
  }

  @Override
  public void trace(Tracer tracer) {
    tracer.values(args);
    tracer.value(toString);
    tracer.values(Values.of(texts.clone()));
    if (piece != null) {
      tracer.memory(MemoryCost.STRING + piece.length);
    }
  }

  @Override
  public String name() {
    return "print";
  }
}
