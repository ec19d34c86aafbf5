//===- Role.h - what a function of the platform does -------------*- C++ -*-===//
//
// The words in which mapping data says what a name of the platform does to a program: waits for a
// stream, lets all threads of a block meet, names the thread. Observers, Flow and checks ask for a
// role and never for a name. docs/mappings.md lists what every word promises.
//
//===----------------------------------------------------------------------===//
#pragma once

#include "llvm/ADT/StringRef.h"
#include <array>
#include <cstdint>
#include <optional>

namespace ascendify {

/// What a name does. A name may have several.
enum class Role : uint8_t {
  // Device code: who waits for whom.
  BlockBarrier, GridBarrier, WarpBarrier, GroupBarrier, WarpCollective, ActiveMask, Fence, Atomic,
  Load, NoReturn, BlockGroup, WarpGroup, GridGroup,
  // Device code: how the value differs between threads.
  ThreadIndex, ThreadRank, LaneIndex, WarpIndex, BlockIndex, BlockSize, GridSize, GridRank, WarpSize,
  WarpUniform, BlockUniform, ThreadVariant,
  // Host code.
  SyncDevice, SyncStream, SyncEvent, QueryStream, QueryEvent, EventRecord, StreamWait,
  CopySync, CopyAsync, CopyToHost, CopyToDevice, SetSync, SetAsync,
  Alloc, AllocAsync, AllocHost, AllocManaged, Free, FreeAsync, FreeHost,
  Launch, LaunchGraph, HostCallback, KernelLimit, DynamicSharedLimit,
};
constexpr size_t RoleCount = size_t(Role::DynamicSharedLimit) + 1;

/// A parameter with a meaning that does not depend on its name.
enum class Operand : uint8_t {
  Group, Mask, Lane, Width, Predicate, Value, Address,
  Destination, Source, Bytes, Direction, Pointer,
  Stream, Event, Function, Grid, Block, Arguments, SharedBytes,
};
constexpr size_t OperandCount = size_t(Operand::SharedBytes) + 1;

/// The roles of one name and where its operands stand.
class Roles {
public:
  Roles() { Positions.fill(-1); }
  bool any() const { return Bits != 0; }
  bool has(Role role) const { return Bits >> unsigned(role) & 1; }
  /// Whether it has one of them.
  template <typename... Rest> bool has(Role first, Rest... rest) const {
    return has(first) || (has(rest) || ...);
  }
  /// Index of the argument that is \p operand, or none.
  std::optional<unsigned> position(Operand operand) const {
    int8_t at = Positions[size_t(operand)];
    return at < 0 ? std::nullopt : std::optional<unsigned>(at);
  }

  void add(Role role) { Bits |= uint64_t(1) << unsigned(role); }
  void set(Operand operand, unsigned position) { Positions[size_t(operand)] = int8_t(position); }
  /// Takes over the roles of another overload; its own operands win.
  void join(const Roles &other) {
    Bits |= other.Bits;
    for (size_t i = 0; i < OperandCount; ++i)
      if (Positions[i] < 0)
        Positions[i] = other.Positions[i];
  }
  friend bool operator==(const Roles &, const Roles &) = default;

private:
  uint64_t Bits = 0;
  std::array<int8_t, OperandCount> Positions;
  static_assert(RoleCount <= 64);
};

/// The word of the tables.
llvm::StringRef nameOf(Role);
llvm::StringRef nameOf(Operand);

} // namespace ascendify
