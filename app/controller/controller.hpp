// Stands between the window and the lesson: turns input into commands, moves the session on, and builds the
// picture.
#pragma once

#include "app/commands/command.hpp"
#include "app/controller/compose.hpp"
#include "app/controller/live_deck.hpp"
#include "app/controller/settings.hpp"
#include "app/frame_source.hpp"
#include "app/input/event.hpp"
#include "app/progress/store.hpp"
#include "app/quiz/quiz.hpp"
#include "app/session/rehearsal.hpp"
#include "app/session/session.hpp"
#include "app/state.hpp"
#include "core/lessons/deck.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace loopscope::app::controller {

struct ControllerOptions {
    std::shared_ptr<const lessons::Deck> deck;  // null: there are no lessons
    std::string lesson;                         // id to begin with; empty: that of the settings, or the first
    bool home = false;                          // begin on the first page, with no lesson open
    std::string progress;                       // the file that keeps it; empty: it lasts as long as this
    Settings settings;
    std::string notice;  // shown at the start; empty: none
    bool autoplay = true;
    bool follow = false;         // the files of the deck: what changes there is shown at once
    session::RunFactory start;   // empty: real runs
    std::function<void()> wake;  // called on any thread when there is something new to show
};

class Controller : public FrameSource {
public:
    explicit Controller(ControllerOptions options);

    void handle(const input::Event& event) override;
    void update(double now) override;
    stage::DisplayList build(stage::Vec2 size, const stage::TextMetrics& metrics) override;

    [[nodiscard]] bool animating() const override;
    [[nodiscard]] std::optional<double> next_wake() const override;
    [[nodiscard]] float scale() const override;
    [[nodiscard]] bool dark() const override { return state_.dark; }
    [[nodiscard]] bool fullscreen() const override { return state_.fullscreen; }
    [[nodiscard]] bool quit() const override { return state_.quit; }
    [[nodiscard]] bool pointing() const override { return !state_.hover.empty(); }
    [[nodiscard]] std::string state_json() const override;

    // What should be kept for the next start.
    [[nodiscard]] Settings settings() const;

    // As if it were clicked, or its key pressed. False: there is no such thing now.
    bool activate(std::string_view id);

    // Goes on with a newer form of the deck. A lesson that is open and gone stays until it is left.
    void set_deck(std::shared_ptr<const lessons::Deck> deck);

    [[nodiscard]] const AppState& state() const { return state_; }
    [[nodiscard]] const session::Session& session() const { return session_; }
    session::Session& session() { return session_; }
    quiz::Quiz& quiz() { return quiz_; }
    [[nodiscard]] const progress::DeckProgress& progress() const { return store_.deck(); }
    // All pictures of the first page are there.
    [[nodiscard]] bool rehearsed() const { return rehearsal_.done(); }
    [[nodiscard]] const std::vector<stage::HotItem>& hots() const override { return composed_.hots; }

private:
    void grant_quiz();
    void serve_quiz();
    void handle_key(const input::KeyPress& press);
    void handle_text(char32_t code);
    bool handle_palette_key(const input::KeyPress& press);
    void handle_scroll(const input::Scrolled& scroll);
    void press_at(stage::Vec2 at);
    void release_at(stage::Vec2 at);
    void drag_to(stage::Vec2 at);
    void hover_at(stage::Vec2 at);
    void move_focus(bool forward);
    void close_top();
    bool set_parameter(std::string_view id);
    bool toggle_breakpoint(std::string_view id);
    bool run_offer(std::string_view id);
    void notify(std::string text, bool trouble);
    void note_progress();
    void note_run(const lessons::Lesson& lesson);
    void note_race(const lessons::Lesson& lesson);
    [[nodiscard]] const stage::HotItem* hot_at(stage::Vec2 at) const;
    [[nodiscard]] const stage::HotItem* hot(std::string_view id) const;
    [[nodiscard]] panels::Scene scene(const stage::TextMetrics& metrics) const;

    std::shared_ptr<const lessons::Deck> deck_;
    AppState state_;
    session::Session session_;
    quiz::Quiz quiz_;
    progress::Store store_;
    session::Rehearsal rehearsal_;
    commands::Registry registry_;
    // Refers to the members above, which is why a controller stays where it is.
    mutable commands::Context context_;
    Composed composed_;
    mutable panels::Pictures pictures_;
    std::size_t seen_position_ = 0;
    unsigned noted_run_ = 0;      // whose length is known
    bool swallows_text_ = false;  // the key before has been used up
    double now_ = 0;
    double hover_since_ = 0;
    stage::Vec2 screen_{1600, 900};  // the window at scale 1
    Settings kept_;
    std::unique_ptr<LiveDeck> live_;  // null: nothing is followed
};

}  // namespace loopscope::app::controller
