package dev.moonshift.bytecode;

/**
 * Takes an instruction word apart, and puts one together.
 *
 * <pre>{@code
 * 31       23       14       6      0
 * |   B    |   C    |   A    | op   |      B, C: 9 bits; a set high bit means a constant
 * |        Bx       |   A    | op   |      Bx: 18 bits; sBx = Bx - 131071
 * |            Ax            | op   |      Ax: 26 bits
 * }</pre>
 */
public final class Instruction {
  /** Operands B and C at or above this name a constant. */
  public static final int CONSTANT_BIT = 256;

  /** The largest value of operand A. */
  public static final int MAX_A = 255;

  /** The largest value of operands B and C. */
  public static final int MAX_B = 511;

  /** The largest value of operand Bx. */
  public static final int MAX_BX = (1 << 18) - 1;

  /** The largest signed offset; sBx is stored with this added. */
  public static final int MAX_SBX = MAX_BX >> 1;

  /** The largest value of operand Ax. */
  public static final int MAX_AX = (1 << 26) - 1;

  private Instruction() {}

  public static int opcode(int instruction) {
    return instruction & 0x3f;
  }

  public static int a(int instruction) {
    return (instruction >>> 6) & 0xff;
  }

  public static int b(int instruction) {
    return instruction >>> 23;
  }

  public static int c(int instruction) {
    return (instruction >>> 14) & 0x1ff;
  }

  public static int bx(int instruction) {
    return instruction >>> 14;
  }

  public static int sbx(int instruction) {
    return (instruction >>> 14) - MAX_SBX;
  }

  public static int ax(int instruction) {
    return instruction >>> 6;
  }

  /** Whether operand B or C names a constant. */
  public static boolean isConstant(int rk) {
    return (rk & CONSTANT_BIT) != 0;
  }

  /** Which constant operand B or C names. */
  public static int constantIndex(int rk) {
    return rk & ~CONSTANT_BIT;
  }

  public static int abc(int opcode, int a, int b, int c) {
    return opcode | a << 6 | c << 14 | b << 23;
  }

  public static int abx(int opcode, int a, int bx) {
    return opcode | a << 6 | bx << 14;
  }

  public static int asbx(int opcode, int a, int sbx) {
    return abx(opcode, a, sbx + MAX_SBX);
  }

  public static int extra(int ax) {
    return Opcode.EXTRAARG | ax << 6;
  }

  /**
   * Decodes a "floating point byte" {@code eeeeexxx}: a table size hint of {@link Opcode#NEWTABLE}.
   */
  public static int sizeHint(int encoded) {
    int exponent = encoded >> 3;
    return exponent == 0 ? encoded : ((encoded & 7) + 8) << (exponent - 1);
  }

  /** Encodes a size as a "floating point byte", rounding up. */
  public static int encodeSizeHint(int size) {
    int exponent = 0;
    int mantissa = size;
    while (mantissa >= 16) {
      mantissa = (mantissa + 1) >> 1;
      exponent++;
    }
    return mantissa < 8 ? mantissa : ((exponent + 1) << 3) | (mantissa - 8);
  }
}
