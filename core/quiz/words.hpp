// Sentences of the quiz: plain and strong pieces, and how tasks, times and reasons are called in them.
#pragma once

#include "core/timeline/timeline.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace loopscope::quiz {

struct Piece {
    std::string text;
    bool strong = false;  // who

    friend bool operator==(const Piece&, const Piece&) = default;
};

// One sentence or two in the making.
class Words {
public:
    Words& say(std::string_view text) { return add(text, false); }
    Words& strong(std::string_view text) { return add(text, true); }
    Words& say(const Words& other);

    [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
    [[nodiscard]] bool empty() const { return pieces_.empty(); }
    [[nodiscard]] std::string plain() const;

    friend bool operator==(const Words&, const Words&) = default;

private:
    Words& add(std::string_view text, bool strong);
    std::vector<Piece> pieces_;
};

// Cut at a decent length, without control characters.
std::string shorten(std::string_view text, std::size_t most);
// Never empty: "task 3" where it has no name.
std::string task_name(const timeline::State& state, const trace::Tables& tables, trace::TaskId task);
// "**task(1)**, **task(2)** and 3 more"
Words names(const timeline::State& state, const trace::Tables& tables,
            const std::vector<trace::TaskId>& tasks);
// What a suspended task waits for: "for its timer until 1.000 s", "for **task(1)**", "until another thread is
// done with its work".
Words waits_for(const timeline::State& state, const trace::Tables& tables, const timeline::TaskState& task);
// Why a task was made ready or resumed: "Its timer was due"; empty for those without one.
Words because(const timeline::State& state, const trace::Tables& tables, trace::Cause cause,
              std::int64_t subject);

// The thread whose loop counts: the one that did something last, or the only one; null: there is no loop.
const timeline::ThreadState* loop_of(const timeline::State& state);
// Tasks in its ready queue, front first, without plain callbacks.
std::vector<trace::TaskId> ready_tasks(const timeline::State& state, const timeline::ThreadState& loop);

}  // namespace loopscope::quiz
