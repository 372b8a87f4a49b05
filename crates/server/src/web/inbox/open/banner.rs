//! What stands above the thread.

use transom_domain::conversation::Status as DomainStatus;

use super::Opened;
use crate::web::inbox::composer::Halt;
use crate::web::inbox::conversation::Banner;
use crate::web::inbox::list::window;
use crate::web::inbox::names::Names;
use crate::web::inbox::window::Stage;
use crate::web::viewer::Viewer;

impl Opened {
    pub(super) fn banner(
        &self,
        names: &Names,
        viewer: &Viewer,
        settings: Option<&str>,
    ) -> Option<Banner> {
        let conversation = &self.thread.conversation;
        match self.halt(viewer, settings) {
            Some(Halt::Disconnected { settings }) => {
                return Some(Banner::Disconnected { settings });
            }
            Some(Halt::Restricted { until, .. }) => return Some(Banner::Restricted { until }),
            Some(Halt::Standby { app, is_shared, .. }) => {
                return Some(Banner::Standby { app, is_shared });
            }
            Some(Halt::Unreachable | Halt::Barring | Halt::Barred { .. }) | None => {}
        }
        match window(&self.thread).stage(viewer.now) {
            Stage::Closed => {
                return Some(Banner::WindowClosed {
                    since: conversation.window.closes_at,
                });
            }
            Stage::Soon(closes_at) => {
                return Some(Banner::ClosingSoon {
                    closes_at,
                    is_urgent: false,
                });
            }
            Stage::Urgent(closes_at) => {
                return Some(Banner::ClosingSoon {
                    closes_at,
                    is_urgent: true,
                });
            }
            Stage::Open(_) | Stage::Human(_) | Stage::Blocked | Stage::Barring | Stage::Barred => {}
        }
        if let DomainStatus::Snoozed { until } = conversation.status {
            return Some(Banner::Snoozed { until });
        }
        let other = conversation.assignee.filter(|agent| *agent != names.you)?;
        Some(Banner::AssignedToOther {
            name: names.agent(other).name,
        })
    }
}
