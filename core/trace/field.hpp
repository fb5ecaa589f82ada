// What a row of the vocabulary's table (schema.hpp) is made of.
#pragma once

#include "core/trace/kind.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace loopscope::trace {

// What the number in a field is.
enum class Meaning : std::uint8_t {
    Nothing,
    // Ids into the tables.
    Text,
    Place,
    // 0 in the field of a task: nobody's.
    Task,
    // Ids that the run gives out, each for its own kind of thing.
    Object,
    Timer,
    Callback,
    Microtask,
    Work,
    Limit,
    // Numbers of the system.
    Descriptor,
    Process,
    // How many, or which one; -1 where unknown.
    Number,
    // Any number: what it says depends on the object.
    Value,
    // ns; planned: -1 where unknown; slept: 0 where it only looked.
    Duration,
    Planned,
    Slept,
    // ns: 0 only looks, -1 as long as it takes.
    Timeout,
    // Of loop time, and of wall time, in ns since RunBegin.
    Deadline,
    WallTime,
    // In 1/1000; 0: stands still.
    Rate,
    // Minus the signal, where one ended it.
    ExitStatus,
    // The subject of the reason: see Cause and Wait.
    CauseSubject,
    WaitSubject,
};

// Whose values `reason` holds.
enum class ReasonOf : std::uint8_t {
    Nothing,
    ThreadRole,
    Phase,
    PollWake,
    Start,
    Cause,
    Wait,
    Outcome,
    ObjectKind,
    Interest,
    Block,
    GateCause,
    MisuseKind,
    MicrotaskQueue,
    Handling,
};
// The words of all its values, by number; the first may be empty.
std::span<const std::string_view> reason_words(ReasonOf of);

struct Field {
    Meaning meaning = Meaning::Nothing;
    // In JSON; where it is empty, what is usual for the field.
    std::string_view key = {};
};

// What a kind means for who steps through a run.
enum Trait : std::uint8_t {
    kNoTrait = 0,
    // An action that is worth a step of its own at teaching pace: something a person would point at.
    kBeat = 1,
    // Likewise, but only if `arg` is not 0: a poll counts when it really sleeps.
    kBeatIfArg = 2,
    // A callback, a microtask or a task's step begins.
    kCallback = 4,
    // A task gives control back.
    kTaskStep = 8,
    // A turn begins.
    kTurn = 16,
    // The user's doing, not the program's: absent from a free run, and so left out when two runs are
    // compared.
    kControl = 32,
};

struct KindRow {
    Kind kind = Kind::None;
    std::string_view word = "unknown";
    // `task` is a task, or 0.
    bool has_task = false;
    Field object = {};
    // Either the whole of `arg`, or its two halves.
    Field arg = {}, high = {}, low = {};
    ReasonOf reason = ReasonOf::Nothing;
    unsigned traits = kNoTrait;
    // In the listing, beside time, thread, kind, task and place: parts with commas between them. A part whose
    // fields all have nothing to say is left out.
    std::string_view telling = {};
};

}  // namespace loopscope::trace
