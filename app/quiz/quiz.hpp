// The question that is open in the window, from its mark to its answer: when it is asked, how it is answered
// or voted on, and when the run may go on. A pure model: it is told what the run does, and what it wishes of
// the player is fetched and sent by the controller.
#pragma once

#include "app/quiz/answers.hpp"
#include "app/quiz/game.hpp"
#include "app/quiz/veil.hpp"
#include "app/session/player.hpp"
#include "core/quiz/marks.hpp"
#include "core/quiz/question.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace loopscope::app::quiz {

using loopscope::quiz::Question;
using loopscope::quiz::Verdict;

enum class Stage : std::uint8_t {
    None,
    // A mark is reached, and the answers are not known yet.
    Waiting,
    // The program stands still.
    Asked,
    // The answer is given, or the votes are counted.
    Locked,
    // The program goes on until the answer is known.
    Running,
    Revealed,
};

// What the quiz is told.
struct Moment {
    const lessons::Lesson* lesson = nullptr;
    lessons::Mode mode = lessons::Mode::Async;
    // Another number with every run.
    unsigned run = 0;
    const timeline::Timeline* timeline = nullptr;
    // Of the playhead.
    std::size_t position = 0;
    // At teaching pace, or step by step.
    bool by_beats = true;
    bool playing = false;
    // Presenter view: keys count votes.
    bool voting = false;
    // Null: there is none, or none yet.
    std::shared_ptr<const timeline::Timeline> rehearsal;
    // It is on its way.
    bool rehearsing = false;
};

class Quiz {
public:
    void update(const Moment& moment);

    // Questions of the lesson are asked at all. One that is open is skipped when they are switched off.
    void set_enabled(bool enabled);
    [[nodiscard]] bool enabled() const { return enabled_; }

    // What a person does. Whatever makes no sense now does nothing.
    // A question about what comes next, wherever the playhead is.
    void ask_here();
    // That question of the lesson, here.
    void ask_now(int question);
    // The first answer counts; for a class each is a vote.
    void choose(std::size_t option);
    // The last vote.
    void take_back();
    void go_on();
    void skip();
    void watch_again();
    // Begins one, or ends the one that is on.
    void play_game();
    void play(std::size_t move);
    void play(loopscope::quiz::MoveKind kind);
    void undo();

    [[nodiscard]] Stage stage() const { return stage_; }
    // A question is on the screen.
    [[nodiscard]] bool open() const { return stage_ >= Stage::Asked; }
    // ... and the program may not be touched.
    [[nodiscard]] bool stands_still() const {
        return stage_ == Stage::Waiting || stage_ == Stage::Asked || stage_ == Stage::Locked ||
               game_ != nullptr;
    }
    [[nodiscard]] const Question* question() const { return open() ? &question_ : nullptr; }
    [[nodiscard]] const Verdict* verdict() const { return stage_ == Stage::Revealed ? &*verdict_ : nullptr; }
    [[nodiscard]] std::optional<std::size_t> answer() const { return answer_; }
    [[nodiscard]] bool voting() const { return voting_; }
    [[nodiscard]] const std::vector<int>& votes() const { return votes_; }
    [[nodiscard]] int votes_in_all() const { return static_cast<int>(order_.size()); }
    // "question 2 of 4"; empty for one on the spot.
    [[nodiscard]] std::string count_text() const;
    [[nodiscard]] const Game* game() const { return game_.get(); }
    [[nodiscard]] bool game_wanted() const { return wants_game_; }

    // What is to be drawn instead of the whole recording; null: the whole.
    [[nodiscard]] const std::shared_ptr<const timeline::Timeline>& shown() const { return shown_; }

    [[nodiscard]] bool wants_rehearsal() const;
    std::vector<session::PlayerCommand> take_wishes() { return std::exchange(wishes_, {}); }
    std::vector<AnswerGiven> take_answers() { return std::exchange(answers_, {}); }
    std::vector<std::string> take_notices() { return std::exchange(notices_, {}); }

private:
    // An answer that will be known only later.
    struct Pending {
        Question question;
        std::optional<std::size_t> answer;
        std::vector<int> votes;
        std::vector<std::size_t> order;
    };

    void begin_run(const Moment& moment);
    void look_for_marks(const Moment& moment);
    void look_for_game(const Moment& moment);
    void ask_on_the_spot(const Moment& moment);
    bool ask(const lessons::QuestionMark& mark, int number, std::size_t position, const Moment& moment);
    void look_at_pending(const Moment& moment);
    void run_on(const Moment& moment);
    void reveal(const Moment& moment);
    void close();
    void draw(const Moment& moment);
    [[nodiscard]] const lessons::QuestionMark* mark(int number) const;

    bool enabled_ = true;
    Stage stage_ = Stage::None;
    Question question_;
    std::optional<Verdict> verdict_;
    std::optional<std::size_t> answer_;
    std::vector<int> votes_;
    std::vector<std::size_t> order_;
    std::vector<Pending> pending_;
    bool was_playing_ = false, voting_ = false, again_ = false;
    bool wants_ask_ = false, wants_game_ = false, output_next_ = false;
    int wants_question_ = -1;

    unsigned run_ = 0;
    bool any_run_ = false;
    std::string lesson_;
    std::vector<lessons::QuestionMark> marks_;
    int of_mode_ = 0;
    loopscope::quiz::MarkReader reader_;
    std::vector<loopscope::quiz::ReachedMark> reached_;

    std::unique_ptr<Game> game_;
    Veil veil_;
    std::shared_ptr<const timeline::Timeline> shown_;
    std::vector<session::PlayerCommand> wishes_;
    std::vector<AnswerGiven> answers_;
    std::vector<std::string> notices_;
};

}  // namespace loopscope::app::quiz
