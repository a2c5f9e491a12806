package dev.moonshift.library;

import dev.moonshift.text.FormatDirective;
import dev.moonshift.text.TextException;
import dev.moonshift.vm.Execution;
import dev.moonshift.vm.MemoryCost;
import dev.moonshift.vm.Metamethod;
import dev.moonshift.vm.NativeFrame;
import dev.moonshift.vm.NativeFunction;
import dev.moonshift.vm.Operations;
import dev.moonshift.vm.Piece;
import dev.moonshift.vm.RaisedError;
import dev.moonshift.vm.Tracer;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.format}: a text with values put in where it has directives. */
final class FormatFunction extends NativeFunction {
  FormatFunction() {
    super("string.format");
  }

  @Override
  public Varargs call(Execution execution, Varargs args) {
    return new Formatting(Arguments.string(args, 1), args).resume(execution, null);
  }

  private static final class Formatting extends NativeFrame {
    /** What it takes to write a number. */
    private static final int NUMBER_COST = 10;

    /** What it takes to write a number by exact arithmetic. */
    private static final int SLOW_COST = 500;

    /** Bytes that are quoted in one go. */
    private static final int QUOTED_PIECE = 256;

    private final LuaString format;
    private final Varargs args;
    private final PieceBuffer buffer = new PieceBuffer();
    private int at; // in the format's array
    private int argument = 1;
    private @Nullable FormatDirective directive; // whose value __tostring is to give
    private @Nullable LuaString quoted; // what is being written for %q
    private int quotedUpTo;

    Formatting(LuaString format, Varargs args) {
      this.format = format;
      this.args = args;
      at = format.m_offset;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs results) {
      if (directive != null && results != null) {
        putAnswer(execution, directive, results.arg1());
        directive = null;
      }
      int end = format.m_offset + format.m_length;
      for (; ; ) {
        if (!buffer.drain(execution) || !quote(execution)) {
          return execution.pause(this);
        }
        if (at == end) {
          LuaString joined = buffer.join(execution);
          return joined == null ? execution.pause(this) : joined;
        }
        if (format.m_bytes[at] != '%') {
          putLiteral(execution, end);
        } else if (at + 1 < end && format.m_bytes[at + 1] == '%') {
          buffer.put(execution, (byte) '%');
          at += 2;
        } else {
          Varargs call = putArgument(execution, end);
          if (call != null) {
            return call;
          }
        }
        if (execution.shouldPause() && at < end) {
          return execution.pause(this);
        }
      }
    }

    /** Writes the text up to the next directive, or a long piece of it. */
    private void putLiteral(Execution execution, int end) {
      int pieceEnd = Math.min(end, at + Piece.bytes(execution));
      int from = at;
      while (at < pieceEnd && format.m_bytes[at] != '%') {
        at++;
      }
      buffer.put(execution, format.m_bytes, from, at - from);
    }

    /** Writes an argument; returns null when done, or the call that gives its text. */
    private @Nullable Varargs putArgument(Execution execution, int end) {
      argument++;
      if (argument > args.narg()) {
        throw RaisedError.badArgument(argument, "no value");
      }
      FormatDirective next = parse(end);
      at = next.end();
      execution.charge(1);
      if (next.takesNumber()) {
        putNumber(execution, next);
        return null;
      }
      if (next.conversion() == 'q') {
        quoted = Arguments.string(args, argument);
        quotedUpTo = 0;
        buffer.put(execution, (byte) '"');
        return null;
      }
      LuaValue value = args.arg(argument);
      LuaValue handler = execution.metamethod(value, Metamethod.TOSTRING);
      if (handler != null) {
        directive = next;
        return execution.call(this, handler, value);
      }
      putText(execution, next, Operations.describe(execution, value));
      return null;
    }

    private FormatDirective parse(int end) {
      try {
        return FormatDirective.parse(format.m_bytes, at + 1, end);
      } catch (TextException problem) {
        throw RaisedError.fromNative(problem.getMessage());
      }
    }

    private void putNumber(Execution execution, FormatDirective next) {
      double number = Arguments.number(args, argument);
      String complaint = next.complaintAbout(number);
      if (complaint != null) {
        throw RaisedError.badArgument(argument, complaint);
      }
      byte[] text = next.format(number);
      execution.charge(next.isSlow(number) ? SLOW_COST : NUMBER_COST);
      buffer.put(execution, text, 0, text.length);
    }

    private void putText(Execution execution, FormatDirective next, LuaString text) {
      if (next.keepsWhole(text.m_length)) {
        buffer.put(execution, text, 0, text.m_length);
      } else {
        byte[] padded = next.format(text.m_bytes, text.m_offset, text.m_length);
        buffer.put(execution, padded, 0, padded.length);
      }
    }

    /** Writes what {@code __tostring} returned. */
    private void putAnswer(Execution execution, FormatDirective next, LuaValue answer) {
      if (answer instanceof LuaString || answer instanceof LuaNumber) {
        putText(execution, next, Operations.text(answer));
      } else {
        byte[] text = next.formatNull();
        buffer.put(execution, text, 0, text.length);
      }
    }

    /** Goes on writing a quoted string; true once it is complete. */
    private boolean quote(Execution execution) {
      LuaString string = quoted;
      if (string == null) {
        return true;
      }
      byte[] bytes = string.m_bytes;
      int end = string.m_offset + string.m_length;
      int most = Math.min(string.m_length, QUOTED_PIECE);
      byte[] piece = new byte[most * FormatDirective.MAX_QUOTED];
      while (quotedUpTo < string.m_length) {
        int from = string.m_offset + quotedUpTo;
        int to = Math.min(end, from + QUOTED_PIECE);
        buffer.put(execution, piece, 0, FormatDirective.quote(bytes, from, to, end, piece, 0));
        quotedUpTo += to - from;
        if (execution.shouldPause() && quotedUpTo < string.m_length) {
          return false;
        }
      }
      buffer.put(execution, (byte) '"');
      quoted = null;
      return true;
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.value(format);
      tracer.values(args);
      tracer.value(quoted);
      buffer.trace(tracer);
    }

    @Override
    protected int slots() {
      return MemoryCost.LARGE_FRAME_SLOTS;
    }

    @Override
    public String name() {
      return "string.format";
    }
  }
}
