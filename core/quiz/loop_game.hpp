// "You are the loop": the learner makes the moves of the loop, over a recording of the same program. What is
// right is what the loop did; a wrong move is refused, with the reason from the state.
#pragma once

#include "core/quiz/words.hpp"
#include "core/timeline/timeline.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace loopscope::quiz {

enum class MoveKind : std::uint8_t {
    Resume,   // the task runs until it gives control back
    Timer,    // its time is up: its task joins the ready queue
    Collect,  // what the poll brought (sockets, workers, processes) makes its tasks ready
    Poll,     // sleep until something happens
    Finish,   // everybody is done: the loop ends
};

struct Move {
    MoveKind kind = MoveKind::Resume;
    trace::TaskId task = 0;  // Resume, Timer

    friend bool operator==(const Move&, const Move&) = default;
};

struct Refusal {
    Words why;
    int misconception = 0;  // that the move suggests; 0: none in particular
};

class LoopGame {
public:
    // `recording` is a finished run. Nothing to play where it has not exactly one loop.
    explicit LoopGame(std::shared_ptr<const timeline::Timeline> recording);

    [[nodiscard]] bool playable() const { return !decisions_.empty(); }
    [[nodiscard]] const timeline::Timeline& recording() const { return *recording_; }
    // So many events have happened: right before the next decision, or all of them.
    [[nodiscard]] std::size_t position() const;
    [[nodiscard]] bool won() const { return playable() && made_ == decisions_.size(); }
    [[nodiscard]] std::size_t made() const { return made_; }
    [[nodiscard]] std::size_t moves_in_all() const { return decisions_.size(); }
    [[nodiscard]] int wrong() const { return wrong_; }

    // The move that the loop made here; nullopt once it is won.
    [[nodiscard]] std::optional<Move> recorded() const;
    // All moves that are worth a try here, right and wrong: each task that is alive, each timer, and the
    // loop's own.
    [[nodiscard]] std::vector<Move> moves() const;

    // nullopt: it was right and has been made. Otherwise nothing has changed but the count of wrong moves.
    std::optional<Refusal> apply(const Move& move);
    // Takes the last right move back. False: there is none.
    bool undo();

private:
    struct Decision {
        Move move;
        std::size_t index = 0;  // of its event
    };
    void read();
    [[nodiscard]] Refusal refuse(const Move& move) const;

    std::shared_ptr<const timeline::Timeline> recording_;
    trace::ThreadId thread_ = 0;
    std::vector<Decision> decisions_;
    std::size_t made_ = 0;
    int wrong_ = 0;
};

namespace detail {
// Why `move` is not what the loop does now; `right` is.
Refusal explain(const timeline::State& state, const trace::Tables& tables, trace::ThreadId loop,
                const Move& move, const Move& right);
}  // namespace detail

}  // namespace loopscope::quiz
