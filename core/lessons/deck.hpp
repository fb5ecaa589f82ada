// A deck is a folder of lessons; a lesson is a folder with a lesson.md (assets/lessons/README.md says how to
// write one).
#pragma once

#include "core/lessons/lesson.hpp"
#include "core/record/limits.hpp"

#include <atomic>
#include <string>
#include <vector>

namespace loopscope::lessons {

// A mistake in a file of a deck.
struct Problem {
    std::string file;
    int line = 0;  // from 1; 0: the file as a whole
    std::string what;
    std::string hint;  // what to do; may be empty

    friend bool operator==(const Problem&, const Problem&) = default;
};
// "file:line: what (hint)", leaving out what is empty.
std::string to_text(const Problem& problem);

struct Deck {
    std::string title;
    std::string about;
    std::string folder;
    // In the order of their folders' names; a lesson's id is that name without a leading number
    // ("05-two-tasks" is "two-tasks"). One that can't be read is among them, with its `trouble`.
    std::vector<Lesson> lessons;
    std::vector<Problem> problems;
};

// What to do about programs of lessons' own (own_program.hpp): compiling one takes seconds. Later leaves
// those that were not compiled before for compile_programs().
enum class Compile : std::uint8_t { Now, Later };

// Reads a deck. Never throws: what is wrong is in `problems`. A folder with a lesson.md of its own is a deck
// of one, and so is a path to a lesson.md. Folders whose names begin with "_" or "." are left out.
Deck load_deck(const std::string& path, Compile compile = Compile::Now);

// Compiles what load_deck has left for later; the deck is to be loaded again afterwards. Gives up soon after
// `stop` has become true. Any thread.
void compile_programs(const Deck& deck, const std::atomic<bool>& stop);

// Null when there is none of that id.
const Lesson* find_lesson(const Deck& deck, std::string_view id);

// At the most, for each run of a check.
inline constexpr record::Limits kClaimLimits{.events = 2'000'000, .wall_time = std::chrono::seconds{20}};

// Runs each claim of the lesson in virtual time (the calling thread waits); what does not hold. A mode that
// no claim runs with the initial values has to end well by itself, and steps and questions have to come up
// there. A run that reaches one of the limits is stopped, and that is a problem too.
std::vector<Problem> check_claims(const Lesson& lesson, const std::string& file,
                                  const record::Limits& limits = kClaimLimits);

}  // namespace loopscope::lessons
