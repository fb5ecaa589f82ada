// What happens when the files of the deck change while it is open.
#include "app/controller/controller.hpp"

#include <algorithm>

namespace loopscope::app::controller {
namespace {

// "05-two-tasks/lesson.md:3: what (hint)": the folder of the deck is known.
std::string short_text(lessons::Problem problem, const std::string& folder) {
    if (problem.file.starts_with(folder + "/")) problem.file.erase(0, folder.size() + 1);
    return to_text(problem);
}

}  // namespace

void Controller::set_deck(std::shared_ptr<const lessons::Deck> deck) {
    const std::shared_ptr<const lessons::Deck> before = std::exchange(deck_, std::move(deck));
    registry_ = commands::Registry(deck_->lessons, context_.views);
    context_.lessons = deck_->lessons;
    context_.deck = deck_;
    thumbnails_.want(deck_->lessons);
    if (const lessons::Lesson* open = session_.lesson()) {
        const lessons::Lesson* now = lessons::find_lesson(*deck_, open->id);
        if (now == nullptr) {
            notify(
                "\"" + open->title + "\" is no longer in the deck; it stays until another lesson is opened",
                true);
        } else if (now->stamp != open->stamp) {
            const bool was_compiled = open->uncompiled.empty();
            session_.reopen({deck_, now});
            if (now->trouble.empty() && was_compiled)
                notify("\"" + now->title + "\" has been read again", false);
        }
    }
    for (const lessons::Problem& problem : deck_->problems) {
        if (std::ranges::find(before->problems, problem) != before->problems.end()) continue;
        notify(short_text(problem, deck_->folder), true);
        break;
    }
}

}  // namespace loopscope::app::controller
