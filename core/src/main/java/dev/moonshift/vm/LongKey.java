package dev.moonshift.vm;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Looking up long strings in tables: they are compared, and in some tables hashed, in full. That is
 * paid for before it is done, in pieces, table by table.
 */
public final class LongKey {
  /** Shorter strings are looked up for nothing: that takes some hundred nanoseconds at most. */
  private static final int MIN_LENGTH = 128;

  /** {@code object[key]}: the arguments are both. */
  static final InstructionStep INDEX =
      new InstructionStep() {
        @Override
        public Varargs call(Execution execution, Varargs args) {
          return access(execution, LOOK_UP, args.arg1(), args, 0);
        }
      };

  /** {@code object[key] = value}: the arguments are all three. */
  static final InstructionStep STORE =
      new InstructionStep() {
        @Override
        public Varargs call(Execution execution, Varargs args) {
          return access(execution, PUT, args.arg1(), args, 0);
        }
      };

  // Steps of an access. Their arguments are where it has come to, over how many links, and those of
  // the access.

  private static final InstructionStep LOOK_UP =
      new InstructionStep() {
        @Override
        public Varargs call(Execution execution, Varargs args) {
          return lookUp(execution, args);
        }
      };

  private static final InstructionStep PUT =
      new InstructionStep() {
        @Override
        public Varargs call(Execution execution, Varargs args) {
          return put(execution, args);
        }
      };

  private static final InstructionStep RAW_GET =
      new InstructionStep() {
        @Override
        public Varargs call(Execution execution, Varargs args) {
          return ((Table) args.arg1()).raw(args.arg(2));
        }
      };

  private static final InstructionStep RAW_SET =
      new InstructionStep() {
        @Override
        public Varargs call(Execution execution, Varargs args) {
          Table table = (Table) args.arg1();
          Operations.put(execution, table, args.arg(2), args.arg(3));
          return table;
        }
      };

  private LongKey() {}

  /** Whether looking up a key is to be billed. */
  public static boolean isLong(LuaValue key) {
    return key instanceof LuaString && ((LuaString) key).m_length > MIN_LENGTH;
  }

  /** The fuel to look up a long key. */
  private static int cost(Table table, LuaValue key) {
    int compared = ((LuaString) key).m_length / Operations.BYTES_PER_FUEL;
    return table.keyed() == null ? compared : compared + KeyedIndex.cost(key);
  }

  /** {@code rawget} of a long key: what it is to return. */
  public static Varargs rawGet(Execution execution, Table table, LuaValue key) {
    return pay(execution, table, key, RAW_GET, Values.of(table, key));
  }

  /** {@code rawset} of a long key: what it is to return. */
  public static Varargs rawSet(Execution execution, Table table, LuaValue key, LuaValue value) {
    return pay(execution, table, key, RAW_SET, LuaValue.varargsOf(table, key, value));
  }

  /** Pays for looking up a long key, and then takes a step in place of the caller. */
  static Varargs pay(
      Execution execution, Table table, LuaValue key, InstructionStep then, Varargs args) {
    return new Payment(cost(table, key), then, args).resume(execution, null);
  }

  /** Takes a step of an access, after it was paid for. */
  private static Varargs access(
      Execution execution, InstructionStep step, LuaValue at, Varargs access, int links) {
    Varargs args = LuaValue.varargsOf(at, LuaInteger.valueOf(links), access);
    return at instanceof Table
        ? pay(execution, (Table) at, access.arg(2), step, args)
        : step.call(execution, args);
  }

  private static Varargs lookUp(Execution execution, Varargs args) {
    LuaValue at = args.arg1();
    int links = args.arg(2).toint();
    Varargs access = args.subargs(3);
    LuaValue key = access.arg(2);
    if (links == Operations.MAX_CHAIN) {
      throw Operations.loopInGet();
    }
    LuaValue value = at instanceof Table ? ((Table) at).raw(key) : LuaValue.NIL;
    if (value != LuaValue.NIL) {
      return value;
    }
    LuaValue handler = Operations.behind(execution, at, access.arg1(), Metamethod.INDEX);
    if (handler == null) {
      return LuaValue.NIL;
    }
    return handler.isfunction()
        ? execution.signalCall(handler, Values.of(at, key))
        : access(execution, LOOK_UP, handler, access, links + 1);
  }

  private static Varargs put(Execution execution, Varargs args) {
    LuaValue at = args.arg1();
    int links = args.arg(2).toint();
    Varargs access = args.subargs(3);
    LuaValue key = access.arg(2);
    LuaValue value = access.arg(3);
    if (links == Operations.MAX_CHAIN) {
      throw Operations.loopInSet();
    }
    LuaValue handler = Operations.behind(execution, at, access.arg1(), Metamethod.NEWINDEX);
    if (handler == null || at instanceof Table && ((Table) at).raw(key) != LuaValue.NIL) {
      return Operations.putField(execution, (Table) at, key, value);
    }
    return handler.isfunction()
        ? execution.signalCall(handler, LuaValue.varargsOf(at, key, value))
        : access(execution, PUT, handler, access, links + 1);
  }

  /** What is being paid before a function does the work. */
  private static final class Payment extends NativeFrame {
    private int unpaid;
    private final InstructionStep then;
    private final Varargs args;

    Payment(int cost, InstructionStep then, Varargs args) {
      unpaid = cost;
      this.then = then;
      this.args = args;
    }

    @Override
    public Varargs resume(Execution execution, @Nullable Varargs nothing) {
      while (unpaid > 0 || execution.shouldPause()) {
        if (execution.shouldPause()) {
          return execution.pause(this);
        }
        int units = Math.min(unpaid, Piece.units(execution));
        execution.charge(units);
        unpaid -= units;
      }
      return execution.tailCall(this, then, args);
    }

    @Override
    public void trace(Tracer tracer) {
      tracer.values(args);
    }

    @Override
    boolean isHidden() {
      return true;
    }

    @Override
    public String name() {
      return then.name();
    }
  }
}
