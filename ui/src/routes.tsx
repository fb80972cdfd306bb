// Every page, each loaded when it is first wanted. Addresses are German: people read and share them.
// A new page: a folder in `pages/`, a line here, a place in `shell/navigation.ts`.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { readAdministrationSearch } from './pages/administration/search'
import { readListSearch } from './pages/tasks/search'
import { Fault } from './shell/Fault'
import { NotFound } from './shell/NotFound'
import { Shell } from './shell/Shell'

const root = createRootRoute({ component: Shell })

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/start/StartPage'), 'StartPage'),
})

const cases = createRoute({
  getParentRoute: () => root,
  path: '/vorgaenge',
  component: lazyRouteComponent(() => import('./pages/cases/CasesPage'), 'CasesPage'),
})

const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/vorgaenge/$caseId',
  component: lazyRouteComponent(() => import('./pages/case/CasePage'), 'CasePage'),
})

const startProcurement = createRoute({
  getParentRoute: () => root,
  path: '/beschaffung/neu',
  component: lazyRouteComponent(() => import('./pages/procurement/StartPage'), 'StartProcurementPage'),
})

const incidents = createRoute({
  getParentRoute: () => root,
  path: '/stoerungen',
  component: lazyRouteComponent(() => import('./pages/incidents/IncidentsPage'), 'IncidentsPage'),
})

const taskList = createRoute({
  getParentRoute: () => root,
  path: '/aufgaben',
  validateSearch: readListSearch,
  component: lazyRouteComponent(() => import('./pages/tasks/TaskListPage'), 'TaskListPage'),
})

const task = createRoute({
  getParentRoute: () => root,
  path: '/aufgaben/$taskId',
  component: lazyRouteComponent(() => import('./pages/task/TaskPage'), 'TaskPage'),
})

const deputies = createRoute({
  getParentRoute: () => root,
  path: '/vertretung',
  component: lazyRouteComponent(() => import('./pages/deputies/DeputiesPage'), 'DeputiesPage'),
})

const notices = createRoute({
  getParentRoute: () => root,
  path: '/mitteilungen',
  component: lazyRouteComponent(() => import('./pages/notices/NoticesPage'), 'NoticesPage'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/einstellungen',
  component: lazyRouteComponent(() => import('./pages/settings/SettingsPage'), 'SettingsPage'),
})

const administration = createRoute({
  getParentRoute: () => root,
  path: '/verwaltung',
  validateSearch: readAdministrationSearch,
  component: lazyRouteComponent(
    () => import('./pages/administration/AdministrationPage'),
    'AdministrationPage',
  ),
})

const statistics = createRoute({
  getParentRoute: () => root,
  path: '/auswertung',
  component: lazyRouteComponent(() => import('./pages/statistics/StatisticsPage'), 'StatisticsPage'),
})

const auditList = createRoute({
  getParentRoute: () => root,
  path: '/pruefung',
  component: lazyRouteComponent(() => import('./pages/audit/AuditListPage'), 'AuditListPage'),
})

const audit = createRoute({
  getParentRoute: () => root,
  path: '/pruefung/$caseId',
  component: lazyRouteComponent(() => import('./pages/audit/AuditPage'), 'AuditPage'),
})

const letterTemplates = createRoute({
  getParentRoute: () => root,
  path: '/vorlagen',
  component: lazyRouteComponent(() => import('./pages/letters/TemplatesPage'), 'TemplatesPage'),
})

const letter = createRoute({
  getParentRoute: () => root,
  path: '/vorgaenge/$caseId/schreiben/$number',
  component: lazyRouteComponent(() => import('./pages/letters/LetterPage'), 'LetterPage'),
})

export function createPages() {
  return createRouter({
    routeTree: root.addChildren([
      start,
      taskList,
      task,
      cases,
      oneCase,
      startProcurement,
      incidents,
      deputies,
      notices,
      settings,
      administration,
      letter,
      statistics,
      auditList,
      audit,
      letterTemplates,
    ]),
    defaultErrorComponent: Fault,
    defaultNotFoundComponent: NotFound,
    defaultPreload: 'intent',
    scrollRestoration: false,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPages>
  }
}
